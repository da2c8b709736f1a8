package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Member;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.fhir.PlanAction;
import org.painbridge.careplan.fhir.StatusAction;
import org.painbridge.server.careplan.PlanMessages.Meant;
import org.painbridge.server.careplan.PlanMessages.Whom;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.ScopedTransaction;

/** Messages by which a plan that was pushed is called off, or changed, as the operations on it that they mean. */
final class PlanChangeMessages {
    private static final String PLAN = "CarePlan";
    private static final Set<MessageEvent> CHANGES =
            Set.of(MessageEvent.NOTIFY_UPDATE_SERVICE_REQUEST, MessageEvent.NOTIFY_DATA_CORRECTION);
    /** What a change of a plan may bring. */
    private static final Set<String> CHANGED = Set.of(
            PLAN, "Goal", "CareTeam", "ServiceRequest", "MedicationRequest", "Appointment", "CommunicationRequest");

    private final CallerViews views;
    private final SentElements elements;
    private final PlanAction withdraw = new StatusAction(PlanMove.WITHDRAW);
    private final PlanAction propose;

    /** @param propose what a change of somebody else's is */
    PlanChangeMessages(FhirContext context, CallerViews views, PlanAction propose) {
        this.views = views;
        this.elements = new SentElements(context);
        this.propose = propose;
    }

    /** What the message means; empty where its event or focus is another. */
    Optional<Meant> meant(MessageEvent event, SentMessage message, RequestDetails request) {
        boolean revokes = event == MessageEvent.REVOKE_SERVICE_REQUEST;
        Optional<Entry> plan = message.about(PLAN);
        if (plan.isEmpty() || !revokes && !CHANGES.contains(event)) {
            return Optional.empty();
        }
        if (message.about(event.focus()).isPresent()) {
            throw SentMessage.invalid(
                    message.entries().getFirst().path() + ".focus",
                    "A referral and a care plan are two messages: name one of them as the focus");
        }
        return Optional.of(views.of(request).write(transaction -> {
            MessagePeople people = new MessagePeople(transaction, message);
            String stored = people.stored(plan.get()).orElseThrow(() -> MessagePeople.unknown(plan.get()));
            Resource current = current(transaction, plan.get(), stored);
            people.requireSamePatient(plan.get(), current);
            Integer version = version(message, plan.get(), current);
            Whom whom = new Whom(plan.get(), "subject", ((CarePlan) plan.get().resource()).getSubject());
            Parameters in = PlanMessages.named(message);
            if (revokes) {
                String why = notes((CarePlan) plan.get().resource());
                if (!why.isBlank()) {
                    in.addParameter("reason", new StringType(why));
                }
                return new Meant(withdraw, new IdType(stored), in, version, whom);
            }
            if (version != null) {
                in.addParameter("baseVersion", new IntegerType(version));
            }
            addChanges(transaction, people, message, in);
            return new Meant(propose, new IdType(stored), in, null, whom); // Merged with what has changed since.
        }));
    }

    /** Of the plan as the sender has seen it; where that counts versions of its own, as it is now. Null where it does not say. */
    private static @Nullable Integer version(SentMessage message, Entry plan, Resource current) {
        return message.here(plan.fullUrl()).isPresent()
                ? message.seen(plan).orElse(null)
                : Integer.valueOf(current.getMeta().getVersionId());
    }

    private static String notes(CarePlan plan) {
        return plan.getNote().stream().map(Annotation::getText).collect(Collectors.joining("\n"));
    }

    private void addChanges(ScopedTransaction transaction, MessagePeople people, SentMessage message, Parameters in)
            throws SQLException {
        for (Entry entry : message.entries()) {
            if (CHANGED.contains(entry.type())) {
                addChange(transaction, people, message.seen(entry), entry, in);
            } else if (Member.TYPES.contains(entry.type())) {
                throw SentMessage.invalid(
                        entry.path(),
                        "A change of a plan brings the plan, goals, requests, appointments and its care team: a "
                                + entry.type() + " is stored by itself");
            }
        }
    }

    private void addChange(
            ScopedTransaction transaction, MessagePeople people, Optional<Integer> seen, Entry entry, Parameters in)
            throws SQLException {
        Optional<String> stored = people.stored(entry);
        Resource own = people.own(entry, Resource.class);
        own.getMeta().setSource(null); // Its Provenance tells who has changed it.
        if (stored.isEmpty()) {
            change(in, "add", null, own);
            return;
        }
        Resource current = current(transaction, entry, stored.get());
        people.requireSamePatient(entry, current);
        Resource wanted = elements.over(current, own);
        if (!wanted.equalsDeep(current)) {
            wanted.setId(stored.get());
            wanted.getMeta()
                    .setVersionId(seen.map(String::valueOf).orElse(null))
                    .setLastUpdated(null);
            change(in, "replace", stored.get(), wanted);
        }
    }

    private static Resource current(ScopedTransaction transaction, Entry entry, String stored) throws SQLException {
        int slash = stored.indexOf('/');
        return transaction
                .read(stored.substring(0, slash), stored.substring(slash + 1))
                .filter(found -> !found.deleted())
                .map(transaction::parse)
                .orElseThrow(() -> MessagePeople.unknown(entry));
    }

    private static void change(Parameters in, String action, @Nullable String target, Resource resource) {
        ParametersParameterComponent change = in.addParameter().setName("change");
        change.addPart().setName("action").setValue(new CodeType(action));
        if (target != null) {
            change.addPart().setName("target").setValue(new Reference(target));
        }
        change.addPart().setName("resource").setResource(resource);
    }
}
