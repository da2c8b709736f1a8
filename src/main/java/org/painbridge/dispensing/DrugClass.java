package org.painbridge.dispensing;

import java.util.Arrays;

/** The classes by which rules compare products: the codes of CodeSystem/monitored-drug-class, each a bit of an int. */
enum DrugClass {
    OPIOID,
    BENZODIAZEPINE,
    Z_DRUG,
    STIMULANT,
    CANNABINOID,
    BARBITURATE,
    ANDROGEN,
    KETAMINE,
    OXYBATE,
    OTHER_MONITORED,
    OPIOID_ANTAGONIST,
    NOT_MONITORED;

    /** That a product is on the list of monitored drugs, whatever its class. */
    static final int MONITORED = 1 << 30;

    /** What a product can be of which nothing is known. */
    static final int ANYTHING = ~0;

    /** What a product can be of which only that is known. */
    static final int ANYTHING_NOT_MONITORED = OPIOID_ANTAGONIST.bit() | NOT_MONITORED.bit();

    int bit() {
        return 1 << ordinal();
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such class */
    static DrugClass parse(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No class of drugs: " + code));
    }
}
