package org.painbridge.careplan.fhir;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** What a step of a taper aims at: one figure of oral morphine equivalents, as the extension {@code target-mme} has it. */
final class TargetMme {
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String UNIT = "mg/d";

    private TargetMme() {}

    static boolean isSaid(MedicationRequest request) {
        return request.hasExtension(Definitions.TARGET_MME.url());
    }

    /** In {@code mg/d}; null where it does not say, or says it otherwise: nothing is converted, and nothing is guessed. */
    static @Nullable BigDecimal of(MedicationRequest request) {
        List<Extension> said = request.getExtensionsByUrl(Definitions.TARGET_MME.url());
        return said.size() == 1 && said.getFirst().getValue() instanceof Quantity amount && isRight(amount)
                ? amount.getValue()
                : null;
    }

    /** What is wrong with it; empty where nothing is, or nothing is said. */
    static Optional<String> problem(MedicationRequest request) {
        List<Extension> said = request.getExtensionsByUrl(Definitions.TARGET_MME.url());
        if (said.size() > 1) {
            return Optional.of("A medicine aims at one dose: send the extension target-mme once.");
        }
        return said.isEmpty() || of(request) != null
                ? Optional.empty()
                : Optional.of(
                        "target-mme is a Quantity of UCUM " + UNIT
                                + ", zero or more, with system and code and without a comparator: nothing else is read as a dose.");
    }

    private static boolean isRight(Quantity amount) {
        return amount.hasValue()
                && amount.getValue().signum() >= 0
                && !amount.hasComparator()
                && UCUM.equals(amount.getSystem())
                && UNIT.equals(amount.getCode());
    }
}
