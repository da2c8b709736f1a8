package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** server/compose.yaml, which no build here can run. */
class ComposeFileTest {
    private static final Map<String, Map<String, Object>> SERVICES = services();

    @Test
    void itSetsOnlyWhatTheConfigurationPageDescribes() {
        List<String> documented = Page.of("docs/configuration.md").rows().keySet().stream()
                .map(ComposeFileTest::variable)
                .toList();

        assertThat(environment("server")).isNotEmpty();
        assertThat(documented).containsAll(environment("server").keySet());
    }

    @Test
    void itHoldsNoPassword() {
        assertThat(environment("server").get("SPRING_DATASOURCE_PASSWORD")).startsWith("${PAINBRIDGE_DB_PASSWORD:?");
        assertThat(environment("server").get("PAINBRIDGE_IMAGING_SIGNING_ENCRYPTIONKEYS"))
                .startsWith("${PAINBRIDGE_SIGNING_KEY:?");
        assertThat(environment("database").get("POSTGRES_PASSWORD")).startsWith("${PAINBRIDGE_DB_PASSWORD:?");
    }

    @Test
    void thePortIsPublishedOnTheLoopbackOnly() {
        assertThat(SERVICES.get("server").get("ports")).isEqualTo(List.of("127.0.0.1:8080:8080"));
        assertThat(SERVICES.get("database")).doesNotContainKey("ports");
    }

    /** As docs/configuration.md says: capitals, dots as underscores, no hyphens. */
    private static String variable(String setting) {
        return setting.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) {
        return (Map<String, String>) SERVICES.get(service).get("environment");
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Map<String, Object>>> file =
                new Yaml().load(Page.of("server/compose.yaml").text());
        return file.get("services");
    }
}
