package org.painbridge.imaging;

import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** The value sets that a pack names: ours by id, those of others by canonical URL. */
final class ValueSets {
    private static final String OURS = "https://painbridge.example/fhir/ValueSet/";

    private final Terminology terminology;

    ValueSets(Terminology terminology) {
        this.terminology = terminology;
    }

    /** @throws IllegalArgumentException if the terminology has no such value set */
    CodeSet named(String name) {
        return terminology.codeSet(name.contains(":") ? name : OURS + name);
    }
}
