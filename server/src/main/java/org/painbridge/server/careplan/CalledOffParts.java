package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.fhir.LivingPlan;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.careplan.fhir.PlanDesk;
import org.painbridge.careplan.fhir.ProvenanceWriter;
import org.painbridge.server.careplan.Speakers.Voice;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Acting;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.WriteListener;

/**
 * Where a request of a living plan is called off by a write to itself, as a medicine is stopped at once: its Task is cancelled and the
 * plan gets a version, with a Provenance, in the same transaction, so that all who take part learn of it.
 */
final class CalledOffParts implements WriteListener {
    private final ZoneId zone;
    private final FigureKeeper figures;
    private final ProvenanceWriter provenances;

    /** @param figures has to know of the Tasks that are cancelled so, too */
    CalledOffParts(ZoneId zone, FigureKeeper figures) {
        this.zone = zone;
        this.figures = figures;
        this.provenances = new ProvenanceWriter(zone);
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        Optional<AccessRights> caller = transaction.caller();
        if (caller.isEmpty()) {
            return; // An operation, which sees to it itself.
        }
        PlansOfParts plans = new PlansOfParts(transaction);
        Map<String, List<Change>> ended = new LinkedHashMap<>();
        for (Change change : changes) {
            if (PlansOfParts.mayBePart(change.stored()) && callsOff(transaction, change)) {
                for (String plan : plans.livingOf(change.stored().reference())) {
                    ended.computeIfAbsent(plan, key -> new ArrayList<>()).add(change);
                }
            }
        }
        for (Map.Entry<String, List<Change>> one : ended.entrySet()) {
            follow(transaction, one.getKey(), one.getValue(), caller.get().acting());
        }
    }

    private static boolean callsOff(StoreTransaction transaction, Change change) throws SQLException {
        Resource after = change.resource();
        StoredResource stored = change.stored();
        if (after == null) {
            return false;
        }
        Optional<Resource> before = transaction
                .version(stored.type(), stored.id(), stored.version() - 1)
                .filter(version -> !version.deleted())
                .map(transaction::parse);
        return before.isPresent() && PlainWrite.callsOff(before.get(), after);
    }

    private void follow(StoreTransaction transaction, String plan, List<Change> parts, Acting caller)
            throws SQLException {
        StoredResource held = Exchange.held(transaction, "CarePlan", plan);
        LivingPlan living = new LivingPlan(
                transaction.parse(CarePlan.class, held),
                new HeldPlan(transaction),
                new PlanDesk(transaction.now(), type -> transaction.newId(), zone));
        living.callOff(parts.stream().map(part -> part.stored().reference()).toList(), why(parts));
        List<Reference> versions = parts.stream()
                .map(Change::stored)
                .map(part -> new Reference(part.reference() + "/_history/" + part.version()))
                .toList();
        int before = transaction.changes().size();
        Exchange.keep(transaction, living, provenances.ofWrite(living, versions, speaker(caller, living)));
        List<Change> all = transaction.changes();
        figures.beforeCommit(transaction, List.copyOf(all.subList(before, all.size())));
    }

    private static String why(List<Change> parts) {
        return parts.stream()
                .map(Change::resource)
                .filter(Objects::nonNull)
                .map(PlainWrite::why)
                .filter(why -> !why.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Who is behind the token; empty where nobody is. */
    private static Optional<Speaker> speaker(Acting caller, LivingPlan plan) {
        return caller.members().isEmpty()
                ? Optional.empty()
                : Optional.of(new Voice(Optional.empty(), caller.members(), false).in(plan));
    }
}
