package org.painbridge.imaging;

import java.util.Optional;
import org.painbridge.clinical.Code;

/**
 * An imaging procedure by our key (modality, region, contrast). Source: terminology table imaging-procedures.
 *
 * @param loinc the LOINC code with exactly this meaning; empty when there is none
 */
public record Procedure(
        String key,
        Localized title,
        String modality,
        String region,
        String contrast,
        boolean sided,
        Optional<Code> loinc) {
    public static final String SYSTEM = "https://painbridge.example/fhir/CodeSystem/imaging-procedure-key";

    public String display() {
        return title.en();
    }

    public Code code() {
        return Code.of(SYSTEM, key);
    }

    /** The order leaves open what matters: with or without contrast. */
    boolean isTooCoarse() {
        return contrast.equals("unspecified");
    }

    boolean isRefinedBy(Procedure other) {
        return other.modality.equals(modality) && other.region.equals(region) && !other.isTooCoarse();
    }
}
