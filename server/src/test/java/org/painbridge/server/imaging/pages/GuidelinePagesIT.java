package org.painbridge.server.imaging.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

@ServerTest
class GuidelinePagesIT extends ServerScenarios {

    @Test
    void theStartLeadsToTheIndexInTheLanguageOfTheReader() {
        assertThat(root().get("guideline", "Accept-Language", "fr-CA")).hasStatus(302);
        assertThat(root().get("guideline", "Accept-Language", "fr-CA").header("Location"))
                .hasValueSatisfying(
                        place -> assertThat(place).startsWith("/guideline/").endsWith("/fr"));
    }

    @Test
    void aPageAllowsNoScriptsAndKnowsItsStyle() {
        String index = root().get("guideline", "Accept-Language", "en")
                .header("Location")
                .orElseThrow();

        Answer page = root().get(index.substring(1) + "/S01");

        assertThat(page).hasStatus(200).hasHeader("Content-Type", "text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "style-src 'self'")
                .doesNotContain("script-src", "unsafe");
        assertThat(root().get("guideline/style.css"))
                .hasStatus(200)
                .hasHeader("Content-Type", "text/css;charset=UTF-8");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(root().get("guideline/99.0.0/en")).hasStatus(404);
        assertThat(root().get("guideline/0.1.0/xx")).hasStatus(404);
        assertThat(root().get("guideline/0.1.0/en/Z99")).hasStatus(404);
    }

    private FhirHttp root() {
        return new FhirHttp(base().substring(0, base().length() - "/fhir".length()));
    }
}
