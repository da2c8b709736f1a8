package org.painbridge.dispensing;

import java.util.Locale;

/** What a finding or an open question says with a number beside what it found; the sentences are in wording.yaml. */
enum Reserve {
    UNKNOWN_PRESCRIBER,
    UNKNOWN_PHARMACY,
    UNKNOWN_DRUG,
    UNKNOWN_SUPPLY,
    UNKNOWN_QUANTITY,
    UNKNOWN_DOSE,
    PRESCRIBER_BY_REFERENCE,
    PHARMACY_BY_REFERENCE,
    WITHOUT_PLACE,
    LINKED_RECORD,
    UNKNOWN_PART,
    UNKNOWN_TREATMENT,
    UNKNOWN_IDENTITY,
    LEFT_OUT_AGONIST,
    LEFT_OUT_PART_FILL,
    ONE_PRACTICE;

    /** As wording.yaml writes it. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
