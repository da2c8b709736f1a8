package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.fhir.Acknowledgement;
import org.painbridge.careplan.fhir.CommentAction;
import org.painbridge.careplan.fhir.PlanAction;
import org.painbridge.careplan.fhir.Response;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;

/** Messages about a plan that was pushed, as the operations on it that they mean. */
final class PlanMessages {
    private static final String REVIEW = "review-care-plan";
    private static final String ACTIVITY = "plan-activity";

    private final FhirStore store;
    private final CallerViews views;
    private final PlanAction acknowledgement = new Acknowledgement();
    private final PlanAction response = new Response();
    private final PlanAction progress;
    private final PlanAction comment = new CommentAction();

    PlanMessages(FhirStore store, CallerViews views, PlanAction progress) {
        this.store = store;
        this.views = views;
        this.progress = progress;
    }

    /**
     * An operation on a plan.
     *
     * @param version of the plan that the sender has seen; null where it does not say
     * @param whom it is about
     */
    record Meant(
            PlanAction action,
            IdType plan,
            Parameters parameters,
            @Nullable Integer version,
            Whom whom) {}

    /** Of whom a message says that it is, in an element of its focus; an empty reference where it does not say. */
    record Whom(Entry focus, String element, Reference patient) {}

    /** Once it is known that the sender has a part in the plan. */
    static void requirePatient(StoreTransaction transaction, Meant meant, SentMessage message) throws SQLException {
        CarePlan plan = transaction.require(CarePlan.class, meant.plan().getIdPart());
        Whom whom = meant.whom();
        MessagePatient.of(transaction, String.valueOf(plan.getSubject().getReference()), message)
                .require(whom.focus(), whom.element(), whom.patient());
    }

    /** What the message means; empty where it is about no plan that the sender may read. */
    Optional<Meant> meant(MessageEvent event, SentMessage message, RequestDetails request) {
        StoreView view = views.of(request);
        return switch (event) {
            case NOTIFY_UPDATE_PROCESS_REQUEST -> {
                Entry focus = message.focus("Task");
                yield stored(view, message.here(focus.fullUrl()))
                        .flatMap(task -> ofTask(task, focus, (Task) focus.resource(), message));
            }
            case SEND_COMMUNICATION, SEND_COMMUNICATION_FROM_REQUESTER, SEND_COMMUNICATION_FROM_PROVIDER -> {
                Entry focus = message.focus("Communication");
                yield said(focus, (Communication) focus.resource(), message, request);
            }
            default -> Optional.empty();
        };
    }

    private Optional<Task> stored(StoreView view, Optional<String> here) {
        return here.filter(reference -> reference.startsWith("Task/"))
                .flatMap(reference -> view.read("Task", reference.substring("Task/".length())))
                .filter(found -> !found.deleted())
                .map(found -> (Task) store.parse(found));
    }

    private Optional<Meant> ofTask(Task task, Entry focus, Task sent, SentMessage message) {
        IdType about = new IdType(task.getFocus().getReference());
        String id = "Task/" + task.getIdElement().getIdPart();
        Whom whom = new Whom(focus, "for", sent.getFor());
        if (task.getCode().hasCoding(ReferralTasks.TASK_CODE, REVIEW)) {
            return Optional.of(answer(id, plan(about), whom, sent, message));
        }
        if (task.getCode().hasCoding(ReferralTasks.TASK_CODE, ACTIVITY)) {
            Parameters in = named(message).addParameter("activity", new Reference(id));
            in.addParameter("status", code(sent));
            told(sent, in);
            return plan(task).map(plan -> new Meant(progress, plan, in, null, whom));
        }
        return Optional.empty();
    }

    private Meant answer(String task, IdType plan, Whom whom, Task sent, SentMessage message) {
        Parameters in = named(message).addParameter("task", new Reference(task));
        return switch (String.valueOf(code(sent).getValue())) {
            case "received" -> new Meant(acknowledgement, plan, in, null, whom);
            case "accepted" -> respond(in.addParameter("decision", new CodeType("accept")), plan, sent, whom);
            case "rejected" -> {
                told(sent, in);
                yield respond(in.addParameter("decision", new CodeType("decline")), plan, sent, whom);
            }
            default ->
                throw SentMessage.invalid(
                        whom.focus().path() + ".status",
                        "A plan is received, accepted or rejected by a message: all else is answered by $respond");
        };
    }

    private Meant respond(Parameters in, IdType plan, Task sent, Whom whom) {
        String version = new IdType(sent.getFocus().getReference()).getVersionIdPart();
        boolean told = version != null && version.matches("[0-9]{1,9}");
        return new Meant(response, plan, in, told ? Integer.valueOf(version) : null, whom);
    }

    /** The reason, or the first note, by the names that operations have for them. */
    private static void told(Task sent, Parameters in) {
        if (sent.hasStatusReason()) {
            in.addParameter().setName("reason").setValue(sent.getStatusReason().copy());
        }
        String notes = sent.getNote().stream().map(Annotation::getText).collect(Collectors.joining("\n"));
        if (!notes.isBlank()) {
            in.addParameter(in.hasParameter("activity") ? "note" : "comment", new StringType(notes));
        }
    }

    private Optional<Meant> said(Entry focus, Communication sent, SentMessage message, RequestDetails request) {
        Set<String> plans = sent.getBasedOn().stream()
                .flatMap(reference -> message
                        .here(reference.getReference())
                        .or(() -> message.target(reference).flatMap(entry -> message.here(entry.fullUrl())))
                        .stream())
                .filter(reference -> reference.startsWith("CarePlan/"))
                .collect(Collectors.toCollection(HashSet::new));
        if (sent.getBasedOn().stream().anyMatch(reference -> !reference.hasReference())) {
            plans.addAll(
                    views.of(request).write(transaction -> new NamedTargets(transaction).plans(sent.getBasedOn())));
        }
        if (plans.size() != 1) {
            return Optional.empty();
        }
        List<String> words = sent.getPayload().stream()
                .filter(payload -> payload.hasContentStringType())
                .map(payload -> payload.getContentStringType().getValue())
                .toList();
        if (words.isEmpty() || words.size() < sent.getPayload().size()) {
            throw SentMessage.invalid(
                    focus.path() + ".payload", "What is said of a plan is text: each payload has a contentString");
        }
        Parameters in = named(message).addParameter("text", new StringType(String.join("\n", words)));
        if (sent.hasPriority()) {
            in.addParameter("priority", new CodeType(sent.getPriority().toCode()));
        }
        Whom whom = new Whom(focus, "subject", sent.getSubject());
        return Optional.of(new Meant(comment, new IdType(plans.iterator().next()), in, null, whom));
    }

    private Optional<IdType> plan(Task activity) {
        return activity.getPartOf().stream()
                .map(review -> new IdType(review.getReference()))
                .filter(review -> "Task".equals(review.getResourceType()))
                .flatMap(
                        review -> store
                                .within(AccessScope.ALL)
                                .read("Task", review.getIdPart())
                                .filter(found -> !found.deleted())
                                .stream())
                .map(found -> new IdType(((Task) store.parse(found)).getFocus().getReference()))
                .filter(focus -> "CarePlan".equals(focus.getResourceType()))
                .map(PlanMessages::plan)
                .findFirst();
    }

    private static IdType plan(IdType versioned) {
        return new IdType("CarePlan", versioned.getIdPart());
    }

    private static CodeType code(Task sent) {
        return new CodeType(sent.getStatus() != null ? sent.getStatus().toCode() : "");
    }

    static Parameters named(SentMessage message) {
        Parameters in = new Parameters();
        in.addParameter()
                .setName("identifier")
                .setValue(new Identifier().setSystem(message.source()).setValue(message.id()));
        return in;
    }
}
