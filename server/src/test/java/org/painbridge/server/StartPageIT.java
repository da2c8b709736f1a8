package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@ServerTest
class StartPageIT extends ServerScenarios {
    private static final Pattern LINK = Pattern.compile("<a href=\"(/[^\"]+)\"");

    @Test
    void whoOpensTheServerInABrowserFindsWhatItServes() {
        FhirHttp site = new FhirHttp(base().replace("/fhir", ""));

        Answer page = site.get("", "Accept", "text/html");

        assertThat(page).hasStatus(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(LINK.matcher(page.text()).results().map(link -> link.group(1)))
                .contains("/fhir/metadata?_pretty=true", "/cds-services", "/guideline")
                .filteredOn(link -> !link.contains("smart-configuration"))
                .allSatisfy(link -> assertThat(site.get(link.substring(1)).status())
                        .as(link)
                        .isLessThan(400));
    }
}
