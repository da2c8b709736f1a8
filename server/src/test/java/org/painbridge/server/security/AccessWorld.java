package org.painbridge.server.security;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.server.store.Directives;
import org.painbridge.server.store.WorldDirective;
import org.painbridge.server.store.WorldThing;

/**
 * A few patients, invented, with who cares for them, what they withhold and who has broken the glass; and what of it an {@link Asker}
 * may see, worked out without any index. Ids end with a mark, so that worlds do not meet.
 */
final class AccessWorld extends WorldRecords {
    private static final Set<String> SUPPORTING = Set.of("Practitioner", "PractitionerRole", "Organization");
    private static final int THINGS = 10;
    private static final long HOUR = 3_600_000;

    private final Asker asker;
    private final boolean dispensing;
    private final List<WorldDirective> directives = new ArrayList<>();
    /** Patients in whose care the asker takes part. */
    private final Set<String> inCare = new HashSet<>();
    /** Patients for whom the asker has broken the glass. */
    private final Set<String> opened = new HashSet<>();
    /** What the asker was asked for, and its plan. */
    private final Set<String> kept = new HashSet<>();

    /** @param dispensing whether there are dispenses; the server makes findings of them, which are not in the world */
    AccessWorld(RandomGenerator random, String mark, Asker asker, boolean dispensing) {
        super(random, mark);
        this.asker = asker;
        this.dispensing = dispensing;
        add("doctor", new Practitioner(), Set.of());
        add("clinic", new Organization(), Set.of());
        PractitionerRole role = new PractitionerRole().setActive(true);
        role.setPractitioner(reference("Practitioner", "doctor")).setOrganization(reference("Organization", "clinic"));
        add("role", role, Set.of());
        for (int i = 0; i < PATIENTS; i++) {
            patient("p" + i);
        }
        team();
        request();
        for (int i = 0; i < THINGS; i++) {
            thing("t" + i);
        }
        for (int i = 0; dispensing && i < THINGS; i++) {
            dispense("m" + i);
        }
        plan();
        for (int i = random().nextInt(2, 5); i > 0; i--) {
            directive("d" + i);
        }
        if (random().nextInt(3) == 0) {
            override();
        }
    }

    Asker asker() {
        return asker;
    }

    List<WorldThing> hidden() {
        return things().stream().filter(thing -> !sees(thing)).toList();
    }

    List<WorldThing> seen() {
        return things().stream().filter(this::sees).toList();
    }

    /** Whether something can happen that has to be kept from the asker, who sees something of that kind; else it proves nothing. */
    boolean isTelling() {
        String kind = dispensing ? "MedicationDispense" : "Observation";
        return changed().stream().anyMatch(thing -> thing.type().equals(kind))
                && added().stream().anyMatch(thing -> thing.type().equals(kind))
                && (seen().stream().anyMatch(thing -> thing.type().equals(kind)) || !asker.reads(kind))
                && (asker.isCleared() || hidden().stream().anyMatch(this::isLabelled));
    }

    private boolean isLabelled(WorldThing thing) {
        return thing.resource().getMeta().hasSecurity()
                && asker.parts(thing.type()).stream().anyMatch(part -> reaches(part, thing));
    }

    private boolean sees(WorldThing thing) {
        if (SUPPORTING.contains(thing.type())) {
            return asker.reads(thing.type());
        }
        return asker.parts(thing.type()).stream()
                        .anyMatch(part -> reaches(part, thing) && isOpen(part, thing) && fits(part, thing))
                && (asker.isCleared() || !tellsOfLabelled(thing, 2));
    }

    private boolean reaches(Asker.Part part, WorldThing thing) {
        return asker.reachesAll(part)
                || (part.isOfOnePatient()
                        ? thing.about().contains(id("p0"))
                        : !disjoint(thing.about(), inCare) || kept.contains(thing.reference()));
    }

    private boolean isOpen(Asker.Part part, WorldThing thing) {
        return !asker.isBound(part)
                || directives.stream()
                        .noneMatch(directive -> directive.takes(thing)
                                && !(asker.breaksGlass() && opened.contains(directive.patient())));
    }

    private static boolean fits(Asker.Part part, WorldThing thing) {
        return !part.ofLaboratory()
                || thing.resource() instanceof Observation observation
                        && observation
                                .getCategoryFirstRep()
                                .getCodingFirstRep()
                                .getCode()
                                .equals(LABORATORY);
    }

    private static boolean disjoint(Set<String> some, Set<String> others) {
        return some.stream().noneMatch(others::contains);
    }

    /** What is hidden, otherwise than it is. */
    List<WorldThing> changed() {
        List<WorldThing> seen = seen();
        return hidden().stream()
                .filter(AccessWorld::changes)
                .map(thing -> otherwise(thing, thing.resource().getIdPart(), seen))
                .toList();
    }

    /** More of what is hidden already, under new ids, in front of everything that is seen. */
    List<WorldThing> added() {
        List<WorldThing> seen = seen();
        return hidden().stream()
                .filter(thing -> comes(thing.resource()))
                .map(thing -> otherwise(thing, "a" + thing.resource().getIdPart(), seen))
                .filter(thing -> !sees(thing))
                .toList();
    }

    private static boolean changes(WorldThing thing) {
        return comes(thing.resource()) || thing.resource() instanceof Condition || thing.resource() instanceof Patient;
    }

    private static boolean comes(Resource resource) {
        return resource instanceof Observation || resource instanceof MedicationDispense;
    }

    private void patient(String name) {
        Patient patient = new Patient().setActive(true);
        patient.addName().setFamily(pick("Made", "Up", "Zed"));
        patient.addIdentifier(number(name));
        patient.setBirthDateElement(new DateType(BORN));
        if (random().nextInt(3) == 0) {
            patient.addGeneralPractitioner(reference("Practitioner", "doctor"));
            inCare.add(id(name));
        } else if (random().nextInt(4) == 0) {
            patient.setManagingOrganization(reference("Organization", "clinic"));
            inCare.add(id(name));
        } else {
            patient.addGeneralPractitioner(reference("Practitioner", "other"));
        }
        add(name, patient, Set.of(id(name)));
    }

    private void team() {
        String patient = patient();
        boolean active = random().nextBoolean();
        boolean over = random().nextInt(3) == 0;
        CareTeam team = new CareTeam();
        team.setStatus(active ? CareTeamStatus.ACTIVE : CareTeamStatus.SUSPENDED)
                .setSubject(of(patient));
        var member = team.addParticipant().setMember(reference("Practitioner", pick("doctor", "other")));
        if (random().nextBoolean()) {
            member.setOnBehalfOf(reference("Organization", "clinic"));
        }
        member.getPeriod().setEnd(new Date(System.currentTimeMillis() + (over ? -HOUR : HOUR)));
        boolean own =
                member.hasOnBehalfOf() || member.getMember().getReference().endsWith(id("doctor"));
        if (active && !over && own) {
            inCare.add(patient);
        }
        add("team", team, Set.of(patient));
    }

    private void request() {
        String patient = patient();
        boolean active = random().nextBoolean();
        ServiceRequest request = new ServiceRequest();
        request.setStatus(active ? ServiceRequestStatus.ACTIVE : ServiceRequestStatus.REVOKED)
                .setIntent(ServiceRequestIntent.ORDER)
                .setSubject(of(patient))
                .addPerformer(reference("PractitionerRole", "role"));
        if (active) {
            inCare.add(patient);
        }
        add("request", request, Set.of(patient));
    }

    private void plan() {
        String patient = patient();
        boolean open = random().nextInt(4) == 0;
        CarePlan plan = new CarePlan();
        plan.setStatus(CarePlanStatus.ACTIVE).setIntent(CarePlanIntent.PLAN).setSubject(of(patient));
        labelled(plan);
        observation().forEach(plan::addSupportingInfo);
        add("plan", plan, Set.of(patient));
        Task task = new Task();
        task.setStatus(open ? TaskStatus.REQUESTED : TaskStatus.COMPLETED)
                .setIntent(TaskIntent.ORDER)
                .setFocus(reference("CarePlan", "plan"))
                .setFor(of(patient))
                .setOwner(reference("Practitioner", "doctor"));
        add("task", task, Set.of(patient));
        kept.addAll(Set.of("CarePlan/" + id("plan"), "Task/" + id("task")));
        if (open) {
            inCare.add(patient);
        }
    }

    private void directive(String name) {
        String patient = patient();
        String actor =
                pick("", "Practitioner/" + id("doctor"), "Organization/" + id("clinic"), "Practitioner/" + id("other"));
        Consent consent =
                actor.isEmpty() ? Directives.of("Patient/" + patient) : Directives.against("Patient/" + patient, actor);
        String target = pick("", dispensing ? "MedicationDispense" : "Observation", "one");
        if (target.equals("one")) {
            target = things().get(random().nextInt(SUPPORTING.size(), things().size()))
                    .reference();
            Directives.about(consent, target);
        } else if (!target.isEmpty()) {
            Directives.aboutAll(consent, target);
        }
        add(name, consent, Set.of(patient));
        if (asker.isAgainst(actor.replace("-" + mark(), ""))) {
            directives.add(new WorldDirective(patient, target));
            directives.add(new WorldDirective(patient, "Consent/" + id(name)));
        }
    }

    private void override() {
        String patient = patient();
        Date now = new Date();
        Consent consent = Directives.override(
                "Patient/" + patient,
                "Practitioner/" + id("doctor"),
                now.toInstant().minusSeconds(60),
                now.toInstant().plusSeconds(3600));
        add("override", consent, Set.of(patient));
        opened.add(patient);
    }

    /** The claims of the asker's token. */
    Map<String, String> claims() {
        Map<String, String> claims = new HashMap<>();
        asker.claims().forEach((name, value) -> claims.put(name, value.replace("*mark*", mark())));
        return claims;
    }
}
