package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Agreement;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanState;
import org.painbridge.careplan.PlanStatus;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/** A stored plan with all that belongs to it, held for one operation, which collects here what it changes. */
public final class LivingPlan {
    private static final String REVIEW = "review-care-plan";
    private static final String PROPOSAL = "change-proposal";
    private static final String ACTIVITY = "plan-activity";

    private CarePlan plan;
    private final PlanSource source;
    private final Desk desk;
    private final PlanTeam team;
    private final Map<String, Optional<Resource>> parts = new LinkedHashMap<>();
    private final Map<String, Resource> changed = new LinkedHashMap<>();
    private final Map<String, Resource> created = new LinkedHashMap<>();
    private @Nullable List<Task> aboutPlan;
    private @Nullable List<Task> aboutActivities;
    private String reason = "";

    /** When and how it is written. */
    public static final class Desk {
        private final Instant now;
        private final StoredIds ids;
        private final Moments moments;

        /** @param zone whose offset the times show, and in which a date without time is meant */
        public Desk(Instant now, StoredIds ids, ZoneId zone) {
            this.now = now;
            this.ids = ids;
            this.moments = new Moments(zone);
        }

        Instant now() {
            return now;
        }

        StoredIds ids() {
            return ids;
        }

        Moments moments() {
            return moments;
        }
    }

    public LivingPlan(CarePlan plan, PlanSource source, Desk desk) {
        this.plan = plan;
        this.source = source;
        this.desk = desk;
        this.team = new PlanTeam(this);
    }

    public CarePlan plan() {
        return plan;
    }

    Desk desk() {
        return desk;
    }

    PlanTeam team() {
        return team;
    }

    String reference() {
        return "CarePlan/" + plan.getIdElement().getIdPart();
    }

    /** @throws ExchangeRefusal where the plan was not pushed */
    PlanState state() {
        Extension agreement = plan.getExtensionByUrl(Definitions.PLAN_AGREEMENT.url());
        String agreed =
                agreement == null ? "" : String.valueOf(agreement.getValue().primitiveValue());
        String status = plan.hasStatus() ? plan.getStatus().toCode() : "";
        return new PlanState(PlanStatus.of(status), Agreement.of(agreed));
    }

    void become(PlanState state) {
        if (!state.equals(state())) {
            plan.setStatus(CarePlanStatus.fromCode(state.status().code()));
            plan.getExtensionByUrl(Definitions.PLAN_AGREEMENT.url())
                    .setValue(new CodeType(state.agreement().code()));
            change(plan);
        }
    }

    /** Who writes the plan: its author, until it is handed over. */
    String custodian() {
        Extension custodian = plan.getExtensionByUrl(Definitions.CUSTODIAN.url());
        Reference holder =
                custodian != null && custodian.getValue() instanceof Reference named ? named : plan.getAuthor();
        return String.valueOf(holder.getReference());
    }

    String patient() {
        return String.valueOf(plan.getSubject().getReference());
    }

    /** What the speaker is to the plan as a whole. */
    Set<Party> parties(Speaker speaker) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        add(parties, Party.CUSTODIAN, speaker.is(custodian()));
        add(parties, Party.REVIEWER, reviews().stream().anyMatch(task -> owns(task, speaker)));
        add(parties, Party.MEMBER, team.has(speaker));
        add(parties, Party.PATIENT, speaker.is(patient()));
        add(parties, Party.STEWARD, speaker.steward());
        add(parties, Party.OWNER, parties.isEmpty() && isAsked(speaker));
        return parties;
    }

    /** Whoever is asked to do something has a part in the plan from then on, on the team or not. */
    private boolean isAsked(Speaker speaker) {
        return Stream.concat(activities().stream(), proposals().stream())
                .filter(task -> TaskState.of(task.getStatus().toCode()).isOpen())
                .anyMatch(task -> owns(task, speaker));
    }

    /** What the speaker is to one task of the plan. */
    Set<Party> parties(Task task, Speaker speaker) {
        Set<Party> parties = EnumSet.noneOf(Party.class);
        add(parties, Party.OWNER, owns(task, speaker));
        add(parties, Party.REQUESTER, speaker.is(task.getRequester().getReference()));
        return parties;
    }

    private static void add(Set<Party> parties, Party party, boolean holds) {
        if (holds) {
            parties.add(party);
        }
    }

    private static boolean owns(Task task, Speaker speaker) {
        return speaker.is(String.valueOf(task.getOwner().getReference()));
    }

    /** As whom of these somebody takes part in this plan, the custodian first. */
    public Optional<String> participant(Collection<String> members) {
        Stream<String> owners = Stream.of(reviews(), activities(), proposals())
                .flatMap(List::stream)
                .map(task -> String.valueOf(task.getOwner().getReference()));
        return Stream.of(Stream.of(custodian()), owners, team.members(), Stream.of(patient()))
                .flatMap(each -> each)
                .filter(members::contains)
                .findFirst();
    }

    List<String> goals() {
        return plan.getGoal().stream()
                .map(goal -> unversioned(goal.getReference()))
                .toList();
    }

    List<String> teams() {
        return plan.getCareTeam().stream()
                .map(each -> unversioned(each.getReference()))
                .toList();
    }

    List<Task> reviews() {
        return aboutPlan().stream().filter(task -> has(task, REVIEW)).toList();
    }

    List<Task> proposals() {
        return aboutPlan().stream().filter(task -> has(task, PROPOSAL)).toList();
    }

    List<Task> activities() {
        if (aboutActivities == null) {
            aboutActivities = source.tasks(requests()).stream()
                    .filter(task -> has(task, ACTIVITY))
                    .toList();
        }
        return aboutActivities;
    }

    private List<Task> aboutPlan() {
        if (aboutPlan == null) {
            aboutPlan = source.tasks(List.of(reference()));
        }
        return aboutPlan;
    }

    private static boolean has(Task task, String code) {
        return task.getCode().hasCoding(Definitions.TASK_CODE.url(), code);
    }

    /** @throws ExchangeRefusal if it is no review task of this plan */
    Task review(String reference) {
        return reviews().stream()
                .filter(task -> reference.equals("Task/" + task.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ExchangeRefusal(
                        ExchangeReason.TASK_OTHER,
                        "Parameters.parameter.where(name='task').value",
                        "This is no review task of the plan: send the Task that asks you to review it."));
    }

    /** @throws ExchangeRefusal if it is no proposal about this plan */
    Task proposal(String reference) {
        return proposals().stream()
                .filter(task -> reference.equals("Task/" + task.getIdElement().getIdPart()))
                .findFirst()
                .orElseThrow(() ->
                        new ExchangeRefusal(ExchangeReason.TASK_OTHER, "", "This is no task of a change proposal."));
    }

    /** The requests that are the activities of the plan, in its order. */
    List<String> requests() {
        return plan.getActivity().stream()
                .map(activity -> unversioned(activity.getReference().getReference()))
                .toList();
    }

    static String unversioned(@Nullable String reference) {
        String text = String.valueOf(reference);
        int version = text.indexOf("/_history/");
        return version < 0 ? text : text.substring(0, version);
    }

    /** A resource that belongs to the plan or is named by it; empty where there is none, or none any more. */
    Optional<Resource> part(String reference) {
        Resource own = created.get(reference);
        return own == null ? parts.computeIfAbsent(reference, source::read) : Optional.of(own);
    }

    /** @throws ExchangeRefusal if there is no such version */
    Resource version(String reference, int version) {
        return source.version(reference, version)
                .orElseThrow(() -> new ExchangeRefusal(
                        ExchangeReason.CHANGE_INVALID,
                        "Parameters.parameter",
                        "There is no version " + version + " of " + reference + "."));
    }

    /** The version of a part that there was when a version of the plan was stored. */
    int versionWith(Resource part, int planVersion) {
        Date then = version(reference(), planVersion).getMeta().getLastUpdated();
        String reference = part.fhirType() + "/" + part.getIdElement().getIdPart();
        int version = Integer.parseInt(part.getMeta().getVersionId());
        while (version > 1
                && version(reference, version).getMeta().getLastUpdated().after(then)) {
            version--;
        }
        return version;
    }

    /** Who wrote what the element holds now, since a version; empty where that is not recorded. */
    String author(Resource part, String element, int since) {
        String reference = part.fhirType() + "/" + part.getIdElement().getIdPart();
        int version = Integer.parseInt(part.getMeta().getVersionId());
        while (version > since + 1 && same(reference, element, version)) {
            version--;
        }
        return source.author(reference, version).orElse("");
    }

    private boolean same(String reference, String element, int version) {
        return Objects.equals(
                Elements.of(version(reference, version)).get(element),
                Elements.of(version(reference, version - 1)).get(element));
    }

    /** A part of the plan, or itself, as it will be. */
    void replace(Resource resource) {
        if (resource instanceof CarePlan itself) {
            plan = itself;
        } else {
            parts.put(resource.fhirType() + "/" + resource.getIdElement().getIdPart(), Optional.of(resource));
        }
        change(resource);
    }

    /** It will be stored as its next version. */
    void change(Resource resource) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        if (!created.containsKey(reference)) {
            changed.put(reference, resource);
        }
    }

    /** It will be stored, under an id that it gets now. */
    void create(Resource resource) {
        String reference = resource.fhirType() + "/" + desk.ids().next(resource.fhirType());
        resource.setId(reference);
        created.put(reference, resource);
    }

    /** Why this is done, for the Provenance. */
    void because(String why) {
        reason = why;
    }

    String reason() {
        return reason;
    }

    public Collection<Resource> changed() {
        return List.copyOf(changed.values());
    }

    public Collection<Resource> created() {
        return List.copyOf(created.values());
    }

    /** The address of the version that there will be. */
    Reference versioned(Resource resource) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        int version = created.containsKey(reference)
                ? 1
                : Integer.parseInt(Objects.requireNonNull(resource.getMeta().getVersionId()))
                        + (changed.containsKey(reference) ? 1 : 0);
        return new Reference(reference + "/_history/" + version);
    }
}
