package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/monitoring.md tells of every rule as it is. */
class RuleDocumentationTest {
    @Test
    void thePageHasARowForEachRule() throws IOException {
        String page = Files.readString(Path.of("../docs/monitoring.md"));

        assertThat(RuleSet.fromClassPath().rules())
                .allSatisfy(rule -> assertThat(page).contains(row(rule)));
    }

    private static String row(RuleInfo rule) {
        String parameters = rule.parameters().stream()
                .map(each -> each.name() + " " + each.value() + (each.unit().equals("1") ? "" : " " + each.unit()))
                .collect(Collectors.joining(", "));
        Alerting alerting = rule.alerting();
        String how = (alerting.state() + ", " + alerting.presentation()).toLowerCase(Locale.ROOT);
        return "| " + rule.key().id() + " | " + rule.title().en() + " | " + parameters + " | " + how + " | "
                + rule.basis().status().code() + " |";
    }
}
