package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Beside the FHIR base, too, nothing that tells of what is stored goes out without an entry. */
@ServerTest
class AuditedPagesIT extends ServerScenarios {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping pages;

    @Test
    void filesOfJobsBesideTheBaseAreThere() {
        String id = unique();
        for (String path : AuditedPages.PATHS) {
            assertThat(root().get(path.substring(1) + id + "/report.json").status())
                    .as(path)
                    .isEqualTo(404);
        }

        assertThat(database()
                        .sql("select e.kind || ' ' || e.status || ' ' || e.query from audit_event e"
                                + " where e.query like ? order by e.query")
                        .params("%/" + id + "/%")
                        .query(String.class)
                        .list())
                .containsExactlyElementsOf(AuditedPages.PATHS.stream()
                        .map(path -> "operation 404 GET " + path + id + "/report.json")
                        .toList());
    }

    @Test
    void everyOtherPageTellsNothingOfWhatIsStoredOrHasItsOwnEntry() {
        List<String> others =
                List.of("/.well-known/jwks.json", "/cds-services", "/error", "/guide", "/guideline", "/metrics");

        assertThat(pages.getHandlerMethods().keySet())
                .flatExtracting(RequestMappingInfo::getPatternValues)
                .hasSizeGreaterThan(10)
                .allMatch(page -> page.equals("/")
                        || Stream.concat(AuditedPages.PATHS.stream(), others.stream())
                                .anyMatch(page::startsWith));
    }

    private FhirHttp root() {
        return new FhirHttp(base().replace("/fhir", ""));
    }
}
