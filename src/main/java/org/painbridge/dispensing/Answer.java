package org.painbridge.dispensing;

/** Yes, no, or not known; the third is never taken for the second. */
enum Answer {
    YES,
    NO,
    UNKNOWN;

    static Answer of(boolean answer) {
        return answer ? YES : NO;
    }

    /** Whether either is so. */
    Answer or(Answer other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : this;
    }
}
