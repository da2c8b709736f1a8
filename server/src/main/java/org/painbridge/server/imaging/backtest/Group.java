package org.painbridge.server.imaging.backtest;

import java.util.List;

/**
 * How often a case came up in one combination of strata.
 *
 * @param caseKey of the case
 * @param strata of each {@link Dimension}, in their order
 */
record Group(long caseKey, List<String> strata, long count) {
    /** What a cohort is looked at by. */
    enum Dimension {
        CLINIC("clinic"),
        AGE("age"),
        SEX("sex"),
        RURALITY("rurality");

        private final String code;

        Dimension(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
