package org.painbridge.imaging.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One card of CDS Hooks 2.0. Knows no HTTP and no JSON.
 *
 * @param uuid that of the decision, so that feedback finds it again
 * @param detail Markdown
 * @param suggestions at most one of them is recommended
 * @param overrides reasons to offer to who does not follow
 */
public record CdsCard(
        String uuid,
        Headline headline,
        String detail,
        Source source,
        List<Suggestion> suggestions,
        List<Coding> overrides) {
    private static final int SUMMARY = 140;

    public CdsCard {
        suggestions = List.copyOf(suggestions);
        overrides = List.copyOf(overrides);
        if (suggestions.stream().filter(Suggestion::recommended).count() > 1) {
            throw new IllegalArgumentException("More than one suggestion is recommended");
        }
    }

    /**
     * What is read first.
     *
     * @param summary at most 140 characters; a longer one is cut
     */
    public record Headline(String summary, Indicator indicator) {
        public Headline {
            summary = summary.length() <= SUMMARY ? summary : summary.substring(0, SUMMARY - 1) + "…";
        }
    }

    /** How pressing it is, in the words of CDS Hooks. */
    public enum Indicator {
        INFO("info"),
        WARNING("warning"),
        CRITICAL("critical");

        private final String code;

        Indicator(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** Whose advice it is, and of which kind. */
    public record Source(String label, @Nullable String url, Coding topic) {}

    /** What may be done about it with one click: all actions together. */
    public record Suggestion(String uuid, String label, boolean recommended, List<Action> actions) {
        public Suggestion {
            actions = List.copyOf(actions);
        }
    }

    /** A part of a suggestion. */
    public sealed interface Action {
        String description();

        /** @param resource whole */
        record Create(String description, Resource resource) implements Action {}

        /** Takes back the order that the card is about. */
        record Withdraw(String description) implements Action {}
    }
}
