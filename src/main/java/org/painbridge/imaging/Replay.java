package org.painbridge.imaging;

import java.util.Optional;

/**
 * What a fact vector comes to under a rule set.
 *
 * @param rule the cell that made the rating; empty for other answers
 */
public record Replay(Answer answer, Optional<RuleId> rule) {
    /** The kinds of answers; the first three are ratings. */
    public enum Answer {
        APPROPRIATE("appropriate"),
        MAY_BE_APPROPRIATE("may-be-appropriate"),
        NOT_APPROPRIATE("not-appropriate"),
        NEEDS_DATA("needs-data"),
        EMERGENCY("emergency"),
        NO_CRITERIA("no-criteria"),
        /** The rule set does not know the procedure or the indication, or rates finer procedures. */
        NOT_RECOGNISED("not-recognised");

        private final String code;

        Answer(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    static final Replay NOT_RECOGNISED = new Replay(Answer.NOT_RECOGNISED, Optional.empty());
    static final Replay NEEDS_DATA = new Replay(Answer.NEEDS_DATA, Optional.empty());

    static Replay of(Outcome outcome, Optional<RuleId> rule) {
        return switch (outcome) {
            case APPROPRIATE -> new Replay(Answer.APPROPRIATE, rule);
            case MAY_BE_APPROPRIATE -> new Replay(Answer.MAY_BE_APPROPRIATE, rule);
            case NOT_APPROPRIATE -> new Replay(Answer.NOT_APPROPRIATE, rule);
            case EMERGENCY -> new Replay(Answer.EMERGENCY, Optional.empty());
            case NO_CRITERIA -> new Replay(Answer.NO_CRITERIA, Optional.empty());
            case TOO_COARSE -> NOT_RECOGNISED;
        };
    }
}
