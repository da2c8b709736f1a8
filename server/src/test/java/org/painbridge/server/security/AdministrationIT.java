package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** What runs the server is for tokens that say so; whoever adds an operation says here whether it is. */
class AdministrationIT extends SignInServer {
    private static final String PARAMETERS = "{\"resourceType\":\"Parameters\"}";

    @Test
    void whatRunsTheServerIsClosedToUsersOrganizationsAndPatients() {
        Map<String, String> closed = closed(ISSUER.token("user/*.cruds"));

        assertThat(closed.keySet())
                .containsExactly(
                        "$evaluate-measure",
                        "$export",
                        "$imaging-backtest",
                        "$imaging-report",
                        "$import-products",
                        "$install",
                        "$population-run",
                        "$reindex",
                        "$rule-budgets");
        String organization =
                ISSUER.token(claims -> claims.claim("scope", "system/*.cruds").claim("organization", "Organization/x"));
        for (String token :
                List.of(organization, ISSUER.ofPatient("x", "patient/*.cruds"), ISSUER.token("system/*.rs"))) {
            assertThat(closed.values()).allMatch(url -> isClosed(url, token));
        }
    }

    @Test
    void pagesOfWhatRunsTheServerAreThereForNobodyElse() {
        String user = ISSUER.token("user/*.cruds");

        for (String page : List.of("imaging-backtest/x", "population-run/x", "product-import/x")) {
            assertThat(beside().get(page, "Authorization", "Bearer " + user).status())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(get("AuditEvent", user).status()).isEqualTo(403);
    }

    /** URLs, by the operations that metadata names and that are not for such a token at all. */
    private Map<String, String> closed(String token) {
        Map<String, String> closed = new TreeMap<>();
        JsonNode rest = http().get("metadata").json().at("/rest/0");
        rest.path("operation").forEach(operation -> ask("", name(operation), token, closed));
        for (JsonNode resource : rest.path("resource")) {
            String type = resource.path("type").asText();
            for (JsonNode operation : resource.path("operation")) {
                ask(type + "/", name(operation), token, closed);
                ask(type + "/x/", name(operation), token, closed);
            }
        }
        return closed;
    }

    private void ask(String of, String name, String token, Map<String, String> closed) {
        if (!closed.containsKey(name) && isClosed(of + name, token)) {
            closed.put(name, of + name);
        }
    }

    private boolean isClosed(String url, String token) {
        Answer answer = post(url, PARAMETERS, token);
        return answer.status() == 403 && answer.text().contains("is for who runs the server: the token");
    }

    private static String name(JsonNode operation) {
        return "$" + operation.path("name").asText();
    }
}
