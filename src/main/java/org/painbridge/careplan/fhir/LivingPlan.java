package org.painbridge.careplan.fhir;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final PlanDesk desk;
    private final PlanTeam team;
    private final Map<String, Optional<Resource>> parts = new LinkedHashMap<>();
    private final Map<String, Resource> changed = new LinkedHashMap<>();
    private final Map<String, Resource> created = new LinkedHashMap<>();
    private @Nullable List<Task> aboutPlan;
    private @Nullable List<Task> aboutActivities;
    private String reason = "";
    private @Nullable Task proposal;

    public LivingPlan(CarePlan plan, PlanSource source, PlanDesk desk) {
        this.plan = plan;
        this.source = source;
        this.desk = desk;
        this.team = new PlanTeam(this);
    }

    public CarePlan plan() {
        return plan;
    }

    PlanDesk desk() {
        return desk;
    }

    PlanSource source() {
        return source;
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
        String status = plan.getStatus() != null ? plan.getStatus().toCode() : "";
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
        return new PlanParties(this).of(speaker);
    }

    /** What the speaker is to one task of the plan. */
    Set<Party> parties(Task task, Speaker speaker) {
        return new PlanParties(this).of(task, speaker);
    }

    /** As whom of these somebody takes part in this plan, the custodian first. */
    public Optional<String> participant(Collection<String> members) {
        return new PlanParties(this).participant(members);
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

    /** Who was asked first to review the plan, and has not refused. */
    Optional<String> reviewer() {
        return reviews().stream()
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .map(task -> task.getOwner().getReference())
                .findFirst();
    }

    List<Task> proposals() {
        return aboutPlan().stream().filter(LivingPlan::isProposal).toList();
    }

    /** Whether it asks to decide on a change, or to take the plan over. */
    static boolean isProposal(Task task) {
        return has(task, PROPOSAL);
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

    /** Tasks whose focus is something else than the plan or an activity. */
    List<Task> about(Collection<String> focuses) {
        return source.tasks(focuses);
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

    /**
     * What follows where requests of it were called off by writes to themselves.
     *
     * @param why what the writes say of it; empty for nothing
     */
    public void callOff(Collection<String> requests, String why) {
        PlanTasks tasks = new PlanTasks(this);
        requests.forEach(tasks::callOff);
        change(plan);
        because("An activity was called off by a write to it" + (why.isEmpty() ? "" : ": " + why));
    }

    /** Why this is done, for the Provenance. */
    void because(String why) {
        reason = why;
    }

    String reason() {
        return reason;
    }

    /** What is done was proposed so, by whoever asks for the task. */
    void proposed(Task task) {
        proposal = task;
    }

    /** The proposal that is applied; empty where it is nobody's but the speaker's. */
    Optional<Task> proposal() {
        return Optional.ofNullable(proposal);
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
