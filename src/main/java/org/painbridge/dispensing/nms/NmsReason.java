package org.painbridge.dispensing.nms;

import java.util.Locale;

/** What is wrong with a transaction of a pharmacy. The {@link #code} is stable: clients may act on it (docs/error-codes.md). */
public enum NmsReason {
    PRESCRIPTION_NUMBER,
    TRANSACTION_NUMBER,
    STATUS,
    CLIENT_ID,
    HEALTH_NUMBER,
    IDENTITY_CODE,
    BIRTH_DATE,
    BEFORE_BIRTH,
    BIRTH_DATE_DIFFERS,
    BIRTH_DATE_UNKNOWN,
    NUMBER_UNKNOWN,
    GENDER,
    PATIENT_NAME,
    PATIENT_MISSING,
    PATIENT_AMBIGUOUS,
    PRESCRIBER_REFERENCE,
    PRESCRIBER_LICENCE,
    PHARMACY,
    PHARMACY_OTHER,
    PHARMACIST,
    DIN,
    NOT_MONITORED,
    NOT_SUBMITTED,
    QUANTITY,
    DAYS_SUPPLY,
    DISPENSE_DATE,
    FUTURE_DATE,
    HANDED_OVER_EARLY,
    TOO_OLD,
    PRESCRIPTION_OTHER_PATIENT,
    IDENTIFIER_USED,
    REVERSAL_UNKNOWN,
    REVERSED_ALREADY,
    PLAIN_CHANGE,
    REVERSAL_TOO_LATE,
    REVERSAL_AMBIGUOUS,
    DIN_UNKNOWN,
    QUANTITY_IMPLAUSIBLE,
    DAYS_IMPLAUSIBLE,
    PATCHES_IMPLAUSIBLE,
    CLOCK_SKEW,
    LATE,
    IDENTITY_REVIEW,
    IDENTITY_NONE,
    IDENTITY_SYSTEM,
    BIRTH_DATE_UNCHECKED,
    PATIENT_DECEASED,
    TREATMENT_CODE,
    POSSIBLE_DUPLICATE;

    /** As clients see it: {@code nms-health-number}. */
    public String code() {
        return "nms-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
