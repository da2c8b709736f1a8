package org.painbridge.dispensing.fhir;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispensePerformerComponent;
import org.hl7.fhir.r4.model.Reference;

/** The performers that may be the pharmacy which dispensed: live check and rules have to agree on it. */
public final class Pharmacies {
    /** What is done elsewhere: where it was packed for another pharmacy (central fill), or prescribed. */
    private static final Set<String> ELSEWHERE = Set.of("packager", "prescriber");

    private Pharmacies() {}

    /** Organizations whose function is another one, unless there are none but those. */
    public static List<Reference> of(MedicationDispense dispense, Predicate<Reference> isOrganization) {
        List<MedicationDispensePerformerComponent> all = dispense.getPerformer().stream()
                .filter(performer -> isOrganization.test(performer.getActor()))
                .toList();
        List<MedicationDispensePerformerComponent> here =
                all.stream().filter(performer -> !isElsewhere(performer)).toList();
        return (here.isEmpty() ? all : here)
                .stream().map(MedicationDispensePerformerComponent::getActor).toList();
    }

    private static boolean isElsewhere(MedicationDispensePerformerComponent performer) {
        return performer.getFunction().getCoding().stream()
                .anyMatch(coding -> coding.getCode() != null && ELSEWHERE.contains(coding.getCode()));
    }
}
