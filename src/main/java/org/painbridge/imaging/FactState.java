package org.painbridge.imaging;

import java.util.Collection;

/**
 * What is known of a fact. Absence from the chart is UNKNOWN, never NOT_MET. Combined by Kleene's logic, where
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

    FactState negated() {
        return switch (this) {
            case MET -> NOT_MET;
            case UNKNOWN -> UNKNOWN;
            case NOT_MET, NOT_APPLICABLE -> MET;
        };
    }

    static FactState all(Collection<FactState> states) {
        if (states.contains(NOT_MET) || states.contains(NOT_APPLICABLE)) {
            return NOT_MET;
        }
        return states.contains(UNKNOWN) ? UNKNOWN : MET;
    }

    static FactState any(Collection<FactState> states) {
        if (states.contains(MET)) {
            return MET;
        }
        return states.contains(UNKNOWN) ? UNKNOWN : NOT_MET;
    }
}
