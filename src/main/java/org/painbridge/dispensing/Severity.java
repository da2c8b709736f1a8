package org.painbridge.dispensing;

import java.util.Locale;

/** How much a finding matters, in the words of FHIR's DetectedIssue. */
public enum Severity {
    HIGH,
    MODERATE,
    LOW;

    static Severity parse(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
