package org.painbridge.server.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.RuleSet;

class JudgedByTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final ProductTables PRODUCTS = ProductTables.packaged(TERMINOLOGY);

    @Test
    void anotherVersionOfARuleOrAnotherProductIsAnotherFingerprint() throws IOException {
        String rule = rule();
        String now = JudgedBy.fingerprint(PRODUCTS, rules(rule));

        assertThat(JudgedBy.fingerprint(PRODUCTS, rules(rule))).isEqualTo(now).hasSize(64);
        assertThat(JudgedBy.fingerprint(PRODUCTS, rules(rule.replaceFirst("version: .*", "version: 77.0.0"))))
                .isNotEqualTo(now);
        assertThat(JudgedBy.fingerprint(new ProductTables(List.of(), List.of()), rules(rule)))
                .isNotEqualTo(now);
    }

    private static List<RuleInfo> rules(String rule) {
        return RuleSet.parse(Map.of("N1.yaml", rule)).rules();
    }

    private static String rule() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                DispensingEngine.class.getResourceAsStream("/org/painbridge/dispensing/rules/N1.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
