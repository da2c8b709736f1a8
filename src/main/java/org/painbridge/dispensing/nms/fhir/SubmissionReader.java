package org.painbridge.dispensing.nms.fhir;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispensePerformerComponent;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.fhir.DaysSupply;
import org.painbridge.dispensing.fhir.ExemptRecords;
import org.painbridge.dispensing.fhir.Pharmacies;
import org.painbridge.dispensing.fhir.TreatmentCodes;
import org.painbridge.dispensing.nms.IdentityCodes;
import org.painbridge.dispensing.nms.PrescriberReferences;
import org.painbridge.dispensing.nms.Submission;

/** MedicationDispense → {@link Submission}. */
public final class SubmissionReader {
    /** System of the numbers that pharmacies give to submissions. */
    public static final String TRANSACTION = "https://painbridge.example/fhir/sid/nms-transaction";

    private static final String MONITORED =
            "http://ehealthontario.ca/fhir/StructureDefinition/ca-on-medications-ext-monitored-drug-indicator";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_PHARMACY = 400;

    private final IdentifierSystems systems;
    private final PatientNumbers numbers;
    private final PrescriberReferences colleges;
    private final SubmissionDates when;

    public SubmissionReader(
            IdentifierSystems systems, IdentityCodes identities, PrescriberReferences colleges, ZoneId zone) {
        this.systems = systems;
        this.numbers = new PatientNumbers(systems, identities);
        this.colleges = colleges;
        this.when = new SubmissionDates(zone);
    }

    /** @param stored the resource a reference points to, if it is known; never asked for contained ones */
    public Submission read(MedicationDispense dispense, Function<Reference, Optional<Resource>> stored) {
        Targets targets = new Targets(dispense, stored);
        return new Submission(
                numbers(dispense),
                new Submission.Kind(
                        dispense.getStatus() == MedicationDispenseStatus.COMPLETED,
                        ExemptRecords.has(dispense),
                        TreatmentCodes.areOdd(dispense)),
                client(dispense, targets),
                people(dispense, targets),
                drug(dispense, targets),
                supply(dispense),
                when.read(dispense));
    }

    /** The patient, contained or stored. */
    public Optional<Patient> patient(MedicationDispense dispense, Function<Reference, Optional<Resource>> stored) {
        return new Targets(dispense, stored).find(dispense.getSubject(), Patient.class);
    }

    /** By which a patient is told apart: the first identifier with a kind of identification, of those that tell most. */
    public Optional<Identifier> identity(List<Identifier> identifiers) {
        return numbers.first(identifiers);
    }

    /** Gives the number by which the patient is told apart the system of its kind, or of the pharmacy, where that is needed. */
    public void complete(Patient patient, Optional<ProviderKey> pharmacy) {
        numbers.complete(patient, pharmacy);
    }

    /** Whether that number alone does not tell who somebody is. */
    public boolean isWeak(Identifier identity) {
        return numbers.isWeak(identity);
    }

    private static Submission.Numbers numbers(MedicationDispense dispense) {
        return new Submission.Numbers(
                identifiers(dispense, false).findFirst(),
                identifiers(dispense, true).findFirst());
    }

    private static Stream<String> identifiers(MedicationDispense dispense, boolean transaction) {
        return dispense.getIdentifier().stream()
                .filter(identifier -> identifier.getSystem() != null
                        && identifier.getValueElement().hasValue())
                .filter(identifier -> identifier.getSystem().equals(TRANSACTION) == transaction)
                .map(identifier -> identifier.getValue().strip())
                .filter(value -> !value.isEmpty() && value.length() <= LONGEST_NUMBER);
    }

    private Submission.Client client(MedicationDispense dispense, Targets targets) {
        Optional<Patient> patient = targets.find(dispense.getSubject(), Patient.class);
        if (patient.isEmpty()) {
            return new Submission.Client(
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
        Patient person = patient.get();
        Optional<Identifier> identity = identity(person.getIdentifier());
        return new Submission.Client(
                true,
                identity.flatMap(PatientNumbers::code),
                identity.map(Identifier::getSystem),
                identity.map(Identifier::getValue).map(String::strip),
                isExempt(person, identity),
                Optional.ofNullable(person.getBirthDateElement().getValueAsString()),
                Optional.ofNullable(person.getGender()).map(gender -> gender.toCode()),
                person.getName().stream().anyMatch(name -> name.hasFamily() || name.hasText()));
    }

    private static boolean isExempt(Patient person, Optional<Identifier> identity) {
        return identity.map(List::of).orElse(person.getIdentifier()).stream()
                .anyMatch(identifier -> identifier.getValueElement().hasExtension(ABSENT));
    }

    private Submission.People people(MedicationDispense dispense, Targets targets) {
        Optional<Identifier> licence = prescriber(prescribers(dispense, targets));
        return new Submission.People(
                licence.map(Identifier::getSystem),
                licence.map(Identifier::getValue).map(String::strip),
                pharmacist(dispense, targets),
                pharmacies(dispense, targets));
    }

    /** Of several people none prescribed this. */
    private Optional<Identifier> prescriber(List<List<Identifier>> people) {
        List<Optional<Identifier>> licences = people.stream().map(this::licence).toList();
        long different = licences.stream()
                .map(licence -> licence.map(this::named))
                .distinct()
                .count();
        return different == 1 ? licences.getFirst() : Optional.empty();
    }

    /** Who that is, in whatever spelling. */
    private String named(Identifier licence) {
        return systems.canonical(licence.getSystem())
                + '|'
                + Optional.ofNullable(licence.getValue()).map(String::strip).orElse("");
    }

    /** Of one whose college is taken before others. */
    private Optional<Identifier> licence(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.getSystem() != null)
                .filter(identifier -> identifier.getUse() != Identifier.IdentifierUse.OLD)
                .min(Comparator.comparing(
                        (Identifier each) -> colleges.code(each.getSystem()).isEmpty()));
    }

    /** The identifiers of each requester of the prescription, else of each performer whose function is prescriber. */
    private List<List<Identifier>> prescribers(MedicationDispense dispense, Targets targets) {
        List<List<Identifier>> requesters = dispense.getAuthorizingPrescription().stream()
                .flatMap(each -> targets.find(each, MedicationRequest.class).stream())
                .filter(MedicationRequest::hasRequester)
                .map(request -> person(request.getRequester(), targets))
                .toList();
        return requesters.stream().anyMatch(identifiers -> !identifiers.isEmpty())
                ? requesters
                : dispense.getPerformer().stream()
                        .filter(SubmissionReader::prescribes)
                        .map(performer -> person(performer.getActor(), targets))
                        .toList();
    }

    private static boolean prescribes(MedicationDispensePerformerComponent performer) {
        return performer.getFunction().getCoding().stream()
                .anyMatch(coding -> "prescriber".equalsIgnoreCase(coding.getCode()));
    }

    private static List<Identifier> person(Reference reference, Targets targets) {
        Optional<Reference> behind = targets.find(reference, PractitionerRole.class)
                .filter(PractitionerRole::hasPractitioner)
                .map(PractitionerRole::getPractitioner);
        Reference person = behind.orElse(reference);
        return targets.find(person, Practitioner.class)
                .map(Practitioner::getIdentifier)
                .filter(identifiers -> !identifiers.isEmpty())
                .orElse(person.hasIdentifier() ? List.of(person.getIdentifier()) : List.of());
    }

    private Optional<String> pharmacist(MedicationDispense dispense, Targets targets) {
        return dispense.getPerformer().stream()
                .filter(performer -> !prescribes(performer))
                .flatMap(performer -> person(performer.getActor(), targets).stream())
                .filter(identifier -> identifier.getValueElement().hasValue()
                        && systems.is("ocp", String.valueOf(identifier.getSystem())))
                .map(identifier -> identifier.getValue().strip())
                .findFirst();
    }

    /** As the rules tell pharmacies apart. */
    private List<ProviderKey> pharmacies(MedicationDispense dispense, Targets targets) {
        return Pharmacies.of(dispense, actor -> isOrganization(actor, targets)).stream()
                .flatMap(actor -> pharmacy(organization(actor, targets)).stream())
                .distinct()
                .toList();
    }

    /** By a system that is known before others. */
    private Optional<ProviderKey> pharmacy(List<Identifier> identifiers) {
        return identifiers.stream()
                .filter(identifier -> identifier.getSystem() != null
                        && identifier.getValueElement().hasValue())
                .min(Comparator.comparing((Identifier each) -> !systems.knows(each.getSystem()))
                        .thenComparing(each -> key(each).text()))
                .map(this::key)
                .filter(key -> key.text().length() <= LONGEST_PHARMACY);
    }

    /** The key of a pharmacy by one of its identifiers. */
    public ProviderKey key(Identifier identifier) {
        return ProviderKey.ofIdentifier(
                systems.canonical(identifier.getSystem()), identifier.getValue().strip());
    }

    private static boolean isOrganization(Reference actor, Targets targets) {
        return "Organization".equals(actor.getType())
                || targets.find(actor, Organization.class).isPresent();
    }

    private static List<Identifier> organization(Reference actor, Targets targets) {
        return targets.find(actor, Organization.class)
                .map(Organization::getIdentifier)
                .filter(identifiers -> !identifiers.isEmpty())
                .orElse(actor.hasIdentifier() ? List.of(actor.getIdentifier()) : List.of());
    }

    private Submission.Drug drug(MedicationDispense dispense, Targets targets) {
        if (dispense.hasMedicationCodeableConcept()) {
            return new Submission.Drug(dins(dispense.getMedicationCodeableConcept()), Optional.empty());
        }
        return Optional.of(dispense)
                .filter(MedicationDispense::hasMedicationReference)
                .flatMap(each -> targets.find(each.getMedicationReference(), Medication.class))
                .map(product -> new Submission.Drug(dins(product.getCode()), monitored(product)))
                .orElse(new Submission.Drug(List.of(), Optional.empty()));
    }

    private List<String> dins(CodeableConcept concept) {
        return concept.getCoding().stream()
                .filter(coding -> coding.getCode() != null && systems.is("din", String.valueOf(coding.getSystem())))
                .map(coding -> coding.getCode())
                .distinct()
                .toList();
    }

    private static Optional<Boolean> monitored(Medication product) {
        Extension flag = product.getExtensionByUrl(MONITORED);
        return flag != null && flag.getValue() instanceof BooleanType value && value.hasValue()
                ? Optional.of(value.booleanValue())
                : Optional.empty();
    }

    private static Submission.Supply supply(MedicationDispense dispense) {
        return new Submission.Supply(
                exact(dispense.getQuantity()), unit(dispense.getQuantity()), DaysSupply.of(dispense.getDaysSupply()));
    }

    private static Optional<BigDecimal> exact(Quantity quantity) {
        return Optional.ofNullable(quantity.getValue()).filter(value -> !quantity.hasComparator());
    }

    private static Optional<String> unit(Quantity quantity) {
        return Optional.ofNullable(quantity.getUnit())
                .or(() -> Optional.ofNullable(quantity.getCode()))
                .filter(text -> !text.isBlank());
    }
}
