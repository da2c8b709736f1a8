package org.painbridge.imaging;

import java.util.Arrays;
import java.util.List;
import org.painbridge.clinical.Evidence;

/** Whether the public plan pays: an axis of its own, beside the category. Source: OHIP INFOBulletins. */
public record Insurance(State state, Localized reason, List<Evidence> sources) {
    public Insurance {
        sources = List.copyOf(sources);
    }

    /** Codes: CodeSystem ohip-eligibility. */
    public enum State {
        INSURED("yes", "insured"),
        NOT_INSURED("no", "not-insured"),
        UNDETERMINED("unknown", "undetermined");

        private final String word;
        private final String code;

        State(String word, String code) {
            this.word = word;
            this.code = code;
        }

        public String code() {
            return code;
        }

        /** As an overlay writes it: yes, no or unknown. */
        static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Expected yes, no or unknown, not " + word));
        }
    }
}
