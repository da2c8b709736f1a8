package org.painbridge.server.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** A few patients with their resources, directives and overrides, invented; and what the doctor may not see of them. */
final class DirectiveWorld {
    static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    static final String DOCTOR = "Practitioner/doctor";
    static final String CLINIC = "Organization/clinic";
    private static final int PATIENTS = 3;
    private static final int THINGS = 14;
    private static final int MOST_DIRECTIVES = 4;

    private final RandomGenerator random;
    private final List<WorldThing> things = new ArrayList<>();
    private final List<WorldDirective> directives = new ArrayList<>();
    private final Set<String> opened = new HashSet<>();
    private final boolean mixed;

    DirectiveWorld(RandomGenerator random) {
        this.random = random;
        for (int i = 0; i < PATIENTS; i++) {
            Patient patient = new Patient().setActive(true);
            if (random.nextBoolean()) {
                patient.addGeneralPractitioner(new Reference(DOCTOR));
            }
            add("p" + i, patient, Set.of("p" + i), Set.of(DOCTOR));
        }
        for (int i = 0; i < THINGS; i++) {
            thing("t" + i);
        }
        for (int i = 0; i < 3; i++) {
            provenance("v" + i);
        }
        int count = random.nextInt(1, MOST_DIRECTIVES + 1);
        for (int i = 0; i < count; i++) {
            directive("d" + i);
        }
        if (random.nextInt(3) == 0) {
            override();
        }
        mixed = random.nextBoolean();
    }

    /** Whether the doctor asks by grants of several kinds, or else by those of who takes part in care alone. */
    boolean isMixed() {
        return mixed;
    }

    /** What says who made something is withheld with it. */
    private boolean withheld(WorldThing thing) {
        boolean own = directives.stream()
                .anyMatch(directive -> !opened.contains(directive.patient()) && directive.takes(thing));
        return own
                || (thing.type().equals("Provenance")
                        && things.stream()
                                .filter(other -> thing.refersTo().contains(other.reference()))
                                .anyMatch(this::withheld));
    }

    List<Resource> all() {
        return things.stream().map(WorldThing::resource).toList();
    }

    /** As if the rest had never been. */
    List<Resource> seen() {
        return things.stream()
                .filter(thing -> !withheld(thing))
                .map(WorldThing::resource)
                .toList();
    }

    private void thing(String id) {
        String patient = "p" + random.nextInt(PATIENTS);
        String reference = "Patient/" + patient;
        Set<String> about = new HashSet<>(Set.of(patient));
        Set<String> refersTo = new HashSet<>(Set.of(reference));
        Resource resource = switch (random.nextInt(3)) {
            case 0 -> {
                DetectedIssue issue = new DetectedIssue();
                issue.setStatus(DetectedIssueStatus.FINAL).setPatient(new Reference(reference));
                refer(refersTo, "").forEach(target -> issue.addImplicated(new Reference(target)));
                refer(refersTo, "").forEach(target -> issue.addEvidence().addDetail(new Reference(target)));
                yield issue;
            }
            case 1 -> {
                MedicationDispense dispense = new MedicationDispense();
                dispense.setStatus(MedicationDispenseStatus.COMPLETED).setSubject(new Reference(reference));
                yield dispense;
            }
            default -> {
                Observation observation = Observations.of(reference);
                refer(refersTo, "Observation").forEach(target -> observation.addHasMember(new Reference(target)));
                if (random.nextInt(4) == 0) {
                    String other = "p" + random.nextInt(PATIENTS);
                    about.add(other);
                    refersTo.add("Patient/" + other);
                    observation.addPerformer(new Reference("Patient/" + other));
                }
                yield observation;
            }
        };
        add(id, resource, about, refersTo);
    }

    /** About no patient by itself. */
    private void provenance(String id) {
        Set<String> refersTo = new HashSet<>(Set.of(DOCTOR));
        Provenance provenance = new Provenance();
        refer(refersTo, "").forEach(target -> provenance.addTarget(new Reference(target)));
        provenance.addAgent().setWho(new Reference(DOCTOR));
        add(id, provenance, Set.of(), refersTo);
    }

    /** Adds a reference to something that is there already, or none. */
    private List<String> refer(Set<String> refersTo, String type) {
        List<WorldThing> targets = things.stream()
                .filter(thing -> thing.resource().getIdPart().startsWith("t")
                        && thing.type().startsWith(type))
                .toList();
        if (targets.isEmpty() || random.nextBoolean()) {
            return List.of();
        }
        String target = targets.get(random.nextInt(targets.size())).reference();
        refersTo.add(target);
        return List.of(target);
    }

    private void directive(String id) {
        String patient = "p" + random.nextInt(PATIENTS);
        String actor = pick("", DOCTOR, CLINIC, "Practitioner/else");
        Consent consent =
                actor.isEmpty() ? Directives.of("Patient/" + patient) : Directives.against("Patient/" + patient, actor);
        String target = pick("", "Observation", "MedicationDispense", "Patient", "one");
        if (target.equals("one")) {
            target = things.get(random.nextInt(things.size())).reference();
        }
        boolean now = random.nextInt(4) > 0;
        consent.getProvision().getPeriod().setEnd(Date.from(NOW.plusSeconds(now ? 60 : -60)));
        Set<String> refersTo = new HashSet<>(Set.of("Patient/" + patient, actor));
        if (target.contains("/")) {
            Directives.about(consent, target);
            refersTo.add(target);
        } else if (!target.isEmpty()) {
            Directives.aboutAll(consent, target);
        }
        add(id, consent, Set.of(patient), refersTo);
        if (now && !actor.equals("Practitioner/else")) {
            directives.add(new WorldDirective(patient, target));
            directives.add(new WorldDirective(patient, "Consent/" + id));
        }
    }

    private void override() {
        String patient = "p" + random.nextInt(PATIENTS);
        Consent consent = Directives.override("Patient/" + patient, DOCTOR, NOW.minusSeconds(60), NOW.plusSeconds(60));
        add("o", consent, Set.of(patient), Set.of("Patient/" + patient, DOCTOR));
        opened.add(patient);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void add(String id, Resource resource, Set<String> about, Set<String> refersTo) {
        resource.setId(id);
        things.add(new WorldThing(resource, about, refersTo));
    }
}
