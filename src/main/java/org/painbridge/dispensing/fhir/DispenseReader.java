package org.painbridge.dispensing.fhir;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
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
import org.painbridge.dispensing.Setting;
import org.painbridge.dispensing.Span;
import org.painbridge.dispensing.Supply;
import org.painbridge.dispensing.UnplacedDispense;
import org.painbridge.dispensing.UnplacedDispense.Why;

/** MedicationDispense → {@link Dispense}. The order of arrival is for the caller to set. */
public final class DispenseReader {
    private final IdentifierSystems systems;
    private final HandOverReader handOvers;
    private final String baseUrl;

    /**
     * @param zone where the pharmacies are; it turns moments into calendar days
     * @param baseUrl FHIR base of the server that stores the dispenses; absolute references under it are its own
     */
    public DispenseReader(IdentifierSystems systems, ZoneId zone, String baseUrl) {
        this.systems = systems;
        this.handOvers = new HandOverReader(zone);
        this.baseUrl = baseUrl;
    }

    /** @param stored the resource a relative reference points to, if it is known; never asked for contained ones */
    public ReadDispense read(MedicationDispense resource, Function<Reference, Optional<Resource>> stored) {
        if (ExemptRecords.has(resource)) {
            return new ReadDispense.DoesNotCount("exempt");
        }
        HandOver handOver = handOvers.read(resource);
        if (handOver instanceof HandOver.None) {
            return new ReadDispense.DoesNotCount(resource.getStatus().toCode());
        }
        References references = new References(resource.getContained(), stored, baseUrl);
        Optional<PatientRef> patient = patient(resource.getSubject(), references);
        if (!resource.getIdElement().hasIdPart() || patient.isEmpty()) {
            return new ReadDispense.Unreadable(missing(resource, patient));
        }
        return switch (handOver) {
            case HandOver.None none -> throw new IllegalStateException("Read already: " + none);
            case HandOver.On(HandedOver when, boolean isWhole) -> {
                Dispense dispense = dispense(resource, references, patient.get(), when, isWhole);
                yield new ReadDispense.Counts(dispense, unknown(resource, dispense));
            }
            case HandOver.Within(Span possible, Why why, boolean isWhole) -> {
                HandedOver first = HandedOver.on(possible.from());
                Dispense dispense = dispense(resource, references, patient.get(), first, isWhole);
                yield new ReadDispense.Unplaced(new UnplacedDispense(dispense, possible.to(), why));
            }
        };
    }

    private Dispense dispense(
            MedicationDispense resource, References references, PatientRef patient, HandedOver when, boolean isWhole) {
        ProviderReader providers = new ProviderReader(systems, references);
        Supply supply = new SupplyReader().supply(resource);
        return new Dispense(
                new DispenseId(resource.getIdElement().getIdPart()),
                patient,
                new DrugReader(systems, references).drug(resource),
                new Providers(providers.prescriber(resource), providers.pharmacy(resource)),
                isWhole ? supply : new Supply(Optional.empty(), supply.daysSupply()),
                when,
                setting(resource, providers));
    }

    private static Setting setting(MedicationDispense resource, ProviderReader providers) {
        Setting setting = new Setting(providers.practice(resource), SettingReader.circumstances(resource));
        return setting.equals(Setting.UNKNOWN) ? Setting.UNKNOWN : setting;
    }

    /** The patient here that a subject names by type and id: all that is needed of a dispense before anything is looked up. */
    public Optional<PatientRef> patient(Reference subject) {
        return patient(subject, new References(List.of(), reference -> Optional.empty(), baseUrl));
    }

    private static Optional<PatientRef> patient(Reference subject, References references) {
        IdType id = references.id(subject);
        if ("Patient".equals(id.getResourceType()) && id.hasIdPart() && !id.isAbsolute()) {
            return Optional.of(new PatientRef(id.getIdPart()));
        }
        return references
                .follow(subject, Patient.class)
                .filter(patient -> !References.isContained(subject))
                .filter(patient -> patient.getIdElement().hasIdPart())
                .map(patient -> new PatientRef(patient.getIdElement().getIdPart()));
    }

    private static List<MissingElement> missing(MedicationDispense resource, Optional<PatientRef> patient) {
        List<MissingElement> missing = new ArrayList<>();
        if (!resource.getIdElement().hasIdPart()) {
            missing.add(new MissingElement("MedicationDispense.id", "the id under which it is stored"));
        }
        if (patient.isEmpty()) {
            missing.add(new MissingElement("MedicationDispense.subject.reference", "a stored Patient"));
        }
        return missing;
    }

    private static List<MissingElement> unknown(MedicationDispense resource, Dispense dispense) {
        List<MissingElement> unknown = new ArrayList<>();
        if (resource.getStatus() != MedicationDispenseStatus.COMPLETED) {
            unknown.add(new MissingElement("MedicationDispense.status", "completed, if all of it was handed over"));
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
