package org.painbridge.server.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.WorldThing;

/** Records of a few patients, invented. Ids end with a mark, so that worlds do not meet. */
abstract class WorldRecords {
    static final String TAGS = "urn:painbridge:test";
    static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
    static final String LABORATORY = "laboratory";
    static final int PATIENTS = 3;
    static final String BORN = "1960-02-03";
    private static final String HYDROMORPHONE_4_MG = "00125121";
    private static final String PRODUCTS = "http://hl7.org/fhir/NamingSystem/ca-hc-din";
    private static final String PHARMACIES = "https://painbridge.example/fhir/sid/pharmacy";
    private static final String PHYSICIANS = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String NUMBERS = "urn:painbridge:test:number";
    private static final Set<String> MADE_OF_OTHERS = Set.of("DetectedIssue", "Task");
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private final RandomGenerator random;
    private final String mark;
    private final List<WorldThing> things = new ArrayList<>();

    WorldRecords(RandomGenerator random, String mark) {
        this.random = random;
        this.mark = mark;
    }

    final RandomGenerator random() {
        return random;
    }

    final String id(String name) {
        return name + "-" + mark;
    }

    final String mark() {
        return mark;
    }

    final List<WorldThing> things() {
        return things;
    }

    final void thing(String name) {
        String patient = patient();
        Set<String> about = new HashSet<>(Set.of(patient));
        Resource resource = switch (random.nextInt(4)) {
            case 0 -> new Condition().setSubject(of(patient));
            case 1 -> {
                DetectedIssue issue = new DetectedIssue();
                observation().forEach(issue::addImplicated);
                observation().forEach(counted -> issue.addEvidence().addDetail(counted));
                yield issue.setStatus(DetectedIssueStatus.FINAL).setPatient(of(patient));
            }
            default -> {
                Observation observation = new Observation().setStatus(ObservationStatus.FINAL);
                observation.setSubject(of(patient)).setEffective(new DateTimeType("2026-03-0" + random.nextInt(1, 9)));
                observation.getCode().setText("Made up");
                observation.addCategory().addCoding().setSystem(CATEGORIES).setCode(pick(LABORATORY, "vital-signs"));
                observation().forEach(observation::addHasMember);
                if (random.nextInt(5) == 0) {
                    String other = patient();
                    about.add(other);
                    observation.addPerformer(of(other));
                }
                yield observation;
            }
        };
        labelled(resource);
        add(name, resource, about);
    }

    /** Some. */
    final void labelled(Resource resource) {
        if (random.nextInt(4) == 0) {
            resource.getMeta().addSecurity(CONFIDENTIALITY, Asker.RESTRICTED, null);
        }
    }

    /** Of one of two prescribers, so that some of them make findings together. */
    final void dispense(String name) {
        String patient = patient();
        MedicationRequest prescription = new MedicationRequest();
        prescription
                .setStatus(MedicationRequestStatus.ACTIVE)
                .setIntent(MedicationRequestIntent.ORDER)
                .setMedication(new CodeableConcept().setText("As dispensed"))
                .setSubject(of(patient))
                .getRequester()
                .setType("Practitioner")
                .setIdentifier(new Identifier().setSystem(PHYSICIANS).setValue(pick("900001", "900002")));
        prescription.setId("rx");
        MedicationDispense dispense = new MedicationDispense();
        dispense.addContained(prescription);
        dispense.setStatus(MedicationDispenseStatus.COMPLETED)
                .setMedication(new CodeableConcept(new Coding(PRODUCTS, HYDROMORPHONE_4_MG, null)))
                .setSubject(of(patient))
                .setWhenHandedOverElement(new DateTimeType("2026-03-0" + random.nextInt(1, 9)))
                .addAuthorizingPrescription(new Reference("#rx"));
        dispense.setQuantity(new Quantity(random.nextInt(60, 120)).setUnit("tablet"))
                .setDaysSupply(
                        new Quantity(random.nextInt(10, 30)).setSystem(UCUM).setCode("d"));
        dispense.addPerformer()
                .getActor()
                .setType("Organization")
                .setIdentifier(new Identifier().setSystem(PHARMACIES).setValue("PH-1"));
        labelled(dispense);
        add(name, dispense, Set.of(patient));
    }

    final Identifier number(String patient) {
        return new Identifier().setSystem(NUMBERS).setValue(id(patient));
    }

    /** What something hidden might as well be; it points to what is seen, as far as it can. */
    final WorldThing otherwise(WorldThing thing, String id, List<WorldThing> seen) {
        Set<String> refersTo = new HashSet<>(thing.refersTo());
        Resource other = thing.resource().copy();
        other.setId(id);
        other.getMeta().addTag(TAGS, "other-" + id, null);
        switch (other) {
            case Patient patient -> patient.getNameFirstRep().setFamily("A" + random.nextInt(100));
            case Condition condition -> condition.getCode().setText("Made up anew");
            case MedicationDispense dispense -> dispense.getQuantity().setValue(random.nextInt(200, 300));
            case Observation observation -> {
                observation.setStatus(ObservationStatus.AMENDED);
                observation.setEffective(new DateTimeType("2026-01-01"));
                seen.stream().filter(each -> each.type().equals("Observation")).forEach(each -> {
                    observation.addHasMember(new Reference(each.reference()));
                    refersTo.add(each.reference());
                });
            }
            default -> throw new IllegalArgumentException(thing.type());
        }
        return new WorldThing(other, thing.about(), refersTo);
    }

    final List<Reference> observation() {
        List<WorldThing> all = things.stream()
                .filter(thing -> thing.type().equals("Observation"))
                .toList();
        return all.isEmpty() || random.nextBoolean()
                ? List.of()
                : List.of(new Reference(all.get(random.nextInt(all.size())).reference()));
    }

    /** Of itself, or of what it names, if it is made of other resources. */
    final boolean tellsOfLabelled(WorldThing thing, int steps) {
        return thing.resource().getMeta().hasSecurity()
                || steps > 0
                        && MADE_OF_OTHERS.contains(thing.type())
                        && things().stream()
                                .filter(other -> thing.refersTo().contains(other.reference()))
                                .anyMatch(other -> tellsOfLabelled(other, steps - 1));
    }

    final String patient() {
        return id("p" + random.nextInt(PATIENTS));
    }

    final Reference reference(String type, String name) {
        return new Reference(type + "/" + id(name));
    }

    static Reference of(String patient) {
        return new Reference("Patient/" + patient);
    }

    final String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    final void add(String name, Resource resource, Set<String> about) {
        resource.setId(id(name));
        resource.getMeta().addTag(TAGS, mark, null);
        things.add(new WorldThing(resource, about, references(resource)));
    }

    private static Set<String> references(Base part) {
        Set<String> all = new HashSet<>();
        if (part instanceof Reference reference && reference.hasReference()) {
            all.add(reference.getReference());
        }
        part.children().forEach(child -> child.getValues().forEach(value -> all.addAll(references(value))));
        return all;
    }
}
