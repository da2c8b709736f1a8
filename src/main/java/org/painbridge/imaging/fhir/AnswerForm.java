package org.painbridge.imaging.fhir;

import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.RuleSetRef;

/**
 * How an answer is to look.
 *
 * @param maxAlternatives how many alternatives to list at most
 * @param pages URL behind which the pages of the guideline are; null where there are none
 */
public record AnswerForm(
        Language language,
        Explain explain,
        int maxAlternatives,
        @Nullable String pages) {
    public AnswerForm {
        if (maxAlternatives < 0) {
            throw new IllegalArgumentException("maxAlternatives is negative: " + maxAlternatives);
        }
    }

    AnswerForm explaining(Explain other) {
        return new AnswerForm(language, other, maxAlternatives, pages);
    }

    /** Where people read about a scenario; null where there are no pages. */
    @Nullable
    String page(RuleSetRef rules, String scenario) {
        return pages == null ? null : pages + "/" + rules.version() + "/" + language.code() + "/" + scenario;
    }
}
