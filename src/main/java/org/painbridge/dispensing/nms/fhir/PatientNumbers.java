package org.painbridge.dispensing.nms.fhir;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.IdentityCodes;

/** The numbers by which patients are told apart. */
final class PatientNumbers {
    private static final String IDENTITY_CODE = "https://painbridge.example/fhir/CodeSystem/patient-identity-code";

    private final IdentifierSystems systems;
    private final IdentityCodes identities;

    PatientNumbers(IdentifierSystems systems, IdentityCodes identities) {
        this.systems = systems;
        this.identities = identities;
    }

    /** The first identifier with a kind of identification, of those that tell most. */
    Optional<Identifier> first(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.getUse() != Identifier.IdentifierUse.OLD)
                .filter(this::hasKind)
                .min(Comparator.comparingInt(this::rank));
    }

    /** Health number first: its checks are the strictest, and others look for the patient by it. */
    private int rank(Identifier identifier) {
        if (systems.is("on-health-number", String.valueOf(identifier.getSystem()))) {
            return 0;
        }
        if (!isWeak(identifier)) {
            return 1;
        }
        return identities.isOwn(String.valueOf(identifier.getSystem())) ? 2 : 3;
    }

    boolean isWeak(Identifier identifier) {
        return identities.isWeak(code(identifier), Optional.ofNullable(identifier.getSystem()));
    }

    /**
     * Gives the number by which the patient is told apart the system of its kind, where only the kind was sent. Where the
     * number alone does not tell who it is, that of the pharmacy: beside one of the sender, which several pharmacies may
     * share, and in place of another pharmacy's.
     */
    void complete(Patient patient, Optional<ProviderKey> pharmacy) {
        Optional<Identifier> sent = first(patient.getIdentifier())
                .filter(each -> each.getValueElement().hasValue());
        Optional<String> system =
                sent.flatMap(PatientNumbers::code).flatMap(code -> identities.systemOf(code, pharmacy));
        if (sent.isEmpty() || system.isEmpty()) {
            return;
        }
        Identifier number = sent.get();
        if (number.getSystem() == null || identities.isOwn(number.getSystem())) {
            number.setSystem(system.get());
        } else if (isWeak(number)) {
            patient.addIdentifier(number.copy().setSystem(system.get()));
        }
    }

    private boolean hasKind(Identifier identifier) {
        return code(identifier).isPresent()
                || (identifier.getSystem() != null && identities.knows(identifier.getSystem()));
    }

    static Optional<String> code(Identifier identifier) {
        return identifier.getType().getCoding().stream()
                .filter(coding -> IDENTITY_CODE.equals(coding.getSystem()) && coding.getCode() != null)
                .map(coding -> coding.getCode())
                .findFirst();
    }
}
