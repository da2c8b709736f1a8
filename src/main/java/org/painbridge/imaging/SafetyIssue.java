package org.painbridge.imaging;

import java.util.Arrays;
import java.util.List;
import org.painbridge.clinical.Evidence;

/**
 * A question of safety about the ordered study, beside its rating.
 *
 * @param gate id of the gate that raised it, or {@link #DUPLICATE} or {@link #CUMULATIVE}
 * @param facts that made it speak
 * @param questions to ask for it
 * @param implicated references to the data it rests on
 */
public record SafetyIssue(
        String gate,
        Severity severity,
        Localized title,
        Localized text,
        List<String> facts,
        List<Question> questions,
        List<String> implicated,
        List<Evidence> sources) {
    public static final String DUPLICATE = "duplicate-study";
    public static final String CUMULATIVE = "cumulative-ct";

    public SafetyIssue {
        facts = List.copyOf(facts);
        questions = List.copyOf(questions);
        implicated = List.copyOf(implicated);
        sources = List.copyOf(sources);
    }

    /** As FHIR's detectedissue-severity has it. */
    public enum Severity {
        HIGH("high"),
        MODERATE("moderate"),
        /** Good to know; no reason to interrupt. */
        LOW("low");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Severity of(String code) {
            return Arrays.stream(values())
                    .filter(severity -> severity.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Not a severity: " + code));
        }
    }
}
