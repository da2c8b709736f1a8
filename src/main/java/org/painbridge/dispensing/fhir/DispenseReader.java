package org.painbridge.dispensing.fhir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.HandedOver;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.Providers;

/**
 * MedicationDispense → {@link Dispense}. Only what was handed over counts: preparation, in-progress, on-hold, cancelled,
 * declined, stopped and entered-in-error do not. The order of arrival is for the caller to set.
 */
public final class DispenseReader {
    private final IdentifierSystems systems;
    private final ZoneId zone;

    /** @param zone where the pharmacies are; it turns moments into calendar days */
    public DispenseReader(IdentifierSystems systems, ZoneId zone) {
        this.systems = systems;
        this.zone = zone;
    }

    /** @param stored the resource a reference points to, if it is known; never asked for contained ones */
    public ReadDispense read(MedicationDispense resource, Function<Reference, Optional<Resource>> stored) {
        if (resource.hasStatus() && !counts(resource.getStatus())) {
            return new ReadDispense.DoesNotCount(resource.getStatus().toCode());
        }
        References references = new References(resource.getContained(), stored);
        Optional<PatientRef> patient = patient(resource, references);
        Optional<HandedOver> handedOver = handedOver(resource);
        if (!resource.getIdElement().hasIdPart() || patient.isEmpty() || handedOver.isEmpty()) {
            return new ReadDispense.Unreadable(missing(resource, patient, handedOver));
        }
        ProviderReader providers = new ProviderReader(systems, references);
        Dispense dispense = new Dispense(
                new DispenseId(resource.getIdElement().getIdPart()),
                patient.get(),
                new DrugReader(systems, references).drug(resource),
                new Providers(providers.prescriber(resource), providers.pharmacy(resource)),
                new SupplyReader().supply(resource),
                handedOver.get());
        return new ReadDispense.Counts(dispense, unknown(resource, dispense));
    }

    /** A status of unknown counts: that the sender does not know does not mean that nothing was handed over. */
    private static boolean counts(MedicationDispenseStatus status) {
        return status == MedicationDispenseStatus.COMPLETED
                || status == MedicationDispenseStatus.UNKNOWN
                || status == MedicationDispenseStatus.NULL;
    }

    private static Optional<PatientRef> patient(MedicationDispense resource, References references) {
        Reference subject = resource.getSubject();
        var id = subject.getReferenceElement();
        if ("Patient".equals(id.getResourceType()) && id.hasIdPart() && !id.isAbsolute()) {
            return Optional.of(new PatientRef(id.getIdPart()));
        }
        return references
                .follow(subject, Patient.class)
                .filter(patient -> !References.isContained(subject))
                .filter(patient -> patient.getIdElement().hasIdPart())
                .map(patient -> new PatientRef(patient.getIdElement().getIdPart()));
    }

    private Optional<HandedOver> handedOver(MedicationDispense resource) {
        return handedOver(resource.getWhenHandedOverElement()).or(() -> handedOver(resource.getWhenPreparedElement()));
    }

    private Optional<HandedOver> handedOver(DateTimeType when) {
        if (!when.hasValue()) {
            return Optional.empty();
        }
        return switch (when.getPrecision()) {
            case YEAR, MONTH -> Optional.empty();
            case DAY -> Optional.of(HandedOver.on(LocalDate.parse(when.getValueAsString())));
            default -> {
                Instant at = when.getValue().toInstant();
                yield Optional.of(new HandedOver(LocalDate.ofInstant(at, zone), Optional.of(at), 0));
            }
        };
    }

    private static List<MissingElement> missing(
            MedicationDispense resource, Optional<PatientRef> patient, Optional<HandedOver> handedOver) {
        List<MissingElement> missing = new ArrayList<>();
        if (!resource.getIdElement().hasIdPart()) {
            missing.add(new MissingElement("MedicationDispense.id", "the id under which it is stored"));
        }
        if (patient.isEmpty()) {
            missing.add(new MissingElement("MedicationDispense.subject.reference", "a stored Patient"));
        }
        if (handedOver.isEmpty()) {
            missing.add(new MissingElement("MedicationDispense.whenHandedOver", "a date, to the day or finer"));
        }
        return missing;
    }

    private static List<MissingElement> unknown(MedicationDispense resource, Dispense dispense) {
        List<MissingElement> unknown = new ArrayList<>();
        if (resource.getStatus() != MedicationDispenseStatus.COMPLETED) {
            unknown.add(new MissingElement("MedicationDispense.status", "whether it was handed over"));
        }
        if (dispense.drug().din().isEmpty()) {
            unknown.add(new MissingElement("MedicationDispense.medication", "one DIN of eight digits"));
        }
        if (dispense.providers().prescriber().isEmpty()) {
            unknown.add(new MissingElement(
                    "MedicationDispense.authorizingPrescription.resolve().requester",
                    "one prescriber with a licence number or a reference"));
        }
        if (dispense.providers().pharmacy().isEmpty()) {
            unknown.add(new MissingElement("MedicationDispense.performer.actor", "one pharmacy (Organization)"));
        }
        if (dispense.supply().quantity().isEmpty()) {
            unknown.add(new MissingElement("MedicationDispense.quantity", "an amount over zero with its unit"));
        }
        if (dispense.supply().daysSupply().isEmpty()) {
            unknown.add(new MissingElement("MedicationDispense.daysSupply", "a whole number of days"));
        }
        return unknown;
    }
}
