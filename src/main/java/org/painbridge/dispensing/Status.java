package org.painbridge.dispensing;

import java.util.Locale;

/** How far a number of a rule has been checked against its source. */
public enum Status {
    VERIFIED,
    SECONDARY,
    UNVERIFIED,
    PROPOSAL;

    static final String WANTED = "verified, secondary, unverified or proposal";

    /** As rule files write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status parse(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
