package org.painbridge.server.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.WorldThing;

/** Records of a few patients, invented. Ids end with a mark, so that worlds do not meet. */
abstract class WorldRecords {
    static final String TAGS = "urn:painbridge:test";
    static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
    static final String LABORATORY = "laboratory";
    static final int PATIENTS = 3;
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
        if (random.nextInt(4) == 0) {
            resource.getMeta().addSecurity(CONFIDENTIALITY, Asker.RESTRICTED, null);
        }
        add(name, resource, about);
    }

    private List<Reference> observation() {
        List<WorldThing> all = things.stream()
                .filter(thing -> thing.type().equals("Observation"))
                .toList();
        return all.isEmpty() || random.nextBoolean()
                ? List.of()
                : List.of(new Reference(all.get(random.nextInt(all.size())).reference()));
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
