package org.painbridge.imaging;

/**
 * What is known of a fact. Absence from the chart is UNKNOWN, never NOT_MET. Combined by {@link Kleene} logic, where
 * NOT_APPLICABLE counts as NOT_MET. Codes: CodeSystem imaging-fact-state.
 */
public enum FactState {
    MET("met"),
    NOT_MET("not-met"),
    UNKNOWN("unknown"),
    NOT_APPLICABLE("not-applicable");

    private final String code;

    FactState(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    static FactState of(boolean met) {
        return met ? MET : NOT_MET;
    }
}
