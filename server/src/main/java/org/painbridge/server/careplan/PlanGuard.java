package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.fhir.AnswerWriter;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Acting;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.WriteListener;

/**
 * Holds plain writes to pushed plans, their tasks and their parts to what {@link PlainWrite} lets them change; operations write
 * as the server.
 */
final class PlanGuard implements WriteListener {
    /** What says of itself that it is of a plan. */
    private static final Set<String> OF_PLANS = Set.of("CarePlan", "Task", "Communication", "Provenance");

    private static final String SOMEBODY = "(Practitioner|PractitionerRole|Organization)/[A-Za-z0-9.-]+";

    private final AnswerWriter answers = new AnswerWriter();

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        Optional<AccessRights> caller = transaction.caller();
        if (caller.isEmpty()) {
            return;
        }
        PlansOfParts plans = new PlansOfParts(transaction);
        List<Change> parts = new ArrayList<>();
        for (Change change : changes) {
            if (OF_PLANS.contains(change.stored().type())) {
                check(transaction, plans, change, mayBringPlans(caller.get()));
            } else if (PlansOfParts.mayBePart(change.stored())) {
                parts.add(change);
            }
        }
        Set<String> named = plans.living(
                parts.stream().map(part -> part.stored().reference()).toList());
        for (Change part : parts) {
            Optional<Resource> before = before(transaction, part);
            if (before.isPresent() && named.contains(part.stored().reference())) {
                PlainWrite.ofPart(before.get(), part.resource()).ifPresent(this::refuse);
                checkEnd(plans, caller.get().acting(), before.get(), part);
            }
        }
    }

    /** A prescriber stops a medicine at once, and nobody somebody else's; who speaks for anyone is believed. */
    private void checkEnd(PlansOfParts plans, Acting caller, Resource before, Change change) throws SQLException {
        Resource after = change.resource();
        if (after == null || caller.forAnyone() || !PlainWrite.changesStatus(before, after)) {
            return;
        }
        Set<String> askers = new TreeSet<>();
        PlainWrite.requester(before).ifPresent(askers::add);
        if (askers.stream().noneMatch(who -> who.matches(SOMEBODY))) {
            // Nobody who is stored here asks for it: it is of whoever made the plan, or has it now.
            plans.livingPlansOf(change.stored().reference()).forEach(plan -> askers.addAll(PlainWrite.holders(plan)));
        }
        for (String asker : askers) {
            if (!Collections.disjoint(caller.members(), new PlanPeople(plans.transaction()).asWhom(asker))) {
                return;
            }
        }
        refuse(PlainWrite.ofEndByAnother(before));
    }

    /** Who may do everything may bring plans along that another server has exchanged. */
    private static boolean mayBringPlans(AccessRights caller) {
        return caller.see().everything()
                && caller.create().everything()
                && caller.update().everything();
    }

    private void check(StoreTransaction transaction, PlansOfParts plans, Change change, boolean brings)
            throws SQLException {
        Resource before = before(transaction, change).orElse(null);
        Resource after = change.resource();
        if (before != null) {
            PlainWrite.refusal(before, after).ifPresent(this::refuse);
        }
        if (after != null && !brings) {
            checkWords(plans, before, after);
        }
        if (before instanceof Task || after instanceof Task) {
            checkTask(plans, before, after);
        }
    }

    /** What only the server says of plans. */
    private void checkWords(PlansOfParts plans, @Nullable Resource before, Resource after) throws SQLException {
        if (PlainWrite.isPushed(after) && (before == null || !PlainWrite.isPushed(before))) {
            refuse(PlainWrite.ofNewPlan("CarePlan.extension('plan-agreement')"));
        }
        if (PlainWrite.tellsOfChanges(after) && (before == null || !PlainWrite.tellsOfChanges(before))) {
            refuse(PlainWrite.ofNewPlan("Provenance.meta.profile"));
        }
        if (PlainWrite.isComment(after) && (before == null || !PlainWrite.isComment(before))) {
            refuse(PlainWrite.ofNewComment("Communication.meta.profile"));
        }
        Set<String> known = before == null ? Set.of() : PlainWrite.plansOf(before);
        for (String plan : PlainWrite.plansOf(after)) {
            if (!known.contains(plan) && plans.isPushed(plan)) {
                refuse(PlainWrite.ofNewComment("Communication.basedOn"));
            }
        }
    }

    private void checkTask(PlansOfParts plans, @Nullable Resource before, @Nullable Resource after)
            throws SQLException {
        Optional<String> was = Optional.ofNullable(before).flatMap(PlainWrite::focusOfExchange);
        Optional<String> is = Optional.ofNullable(after).flatMap(PlainWrite::focusOfExchange);
        if (before != null && was.isPresent() && plans.isPushed(was.get())) {
            PlainWrite.decided(before, after).ifPresent(this::refuse);
        } else if (is.isPresent() && plans.isPushed(is.get())) {
            refuse(PlainWrite.ofNewTask());
        }
    }

    private static Optional<Resource> before(StoreTransaction transaction, Change change) throws SQLException {
        StoredResource stored = change.stored();
        return stored.version() == 1
                ? Optional.empty()
                : transaction
                        .version(stored.type(), stored.id(), stored.version() - 1)
                        .filter(before -> !before.deleted())
                        .map(transaction::parse);
    }

    private void refuse(ExchangeRefusal refusal) {
        throw new RequestProblem(Exchange.status(refusal.reason()), answers.refusal(refusal));
    }
}
