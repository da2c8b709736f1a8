package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CarePlan;
import org.painbridge.careplan.fhir.PlainWrite;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Which pushed plans name a resource as their own, as they were before the transaction: what a request makes of a plan neither
 * frees its parts nor binds what was none.
 */
record PlansOfParts(StoreTransaction transaction) {
    private static final String ACTIVITY = "activity-reference";
    /** By which search parameter a plan names its parts. */
    private static final Map<String, String> NAMED_BY = Map.of(
            "Goal", "goal",
            "CareTeam", "care-team",
            "ServiceRequest", ACTIVITY,
            "MedicationRequest", ACTIVITY,
            "Appointment", ACTIVITY,
            "CommunicationRequest", ACTIVITY);
    /** Resources to ask for in one search. */
    private static final int CHUNK = 25;

    /** Whether a plan may have named it before it was written: what is new is named by none. */
    static boolean mayBePart(StoredResource stored) {
        return stored.version() > 1 && NAMED_BY.containsKey(stored.type());
    }

    /** Those of {@code references} that a living plan names. */
    Set<String> living(Collection<String> references) throws SQLException {
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, List<String>> one : byParameter(references).entrySet()) {
            List<String> all = one.getValue();
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
                plans(one.getKey(), chunk, PlainWrite::isLiving).forEach(plan -> named.addAll(parts(plan)));
            }
        }
        named.retainAll(Set.copyOf(references));
        return named;
    }

    /** The ids of the living plans that have it as a part. */
    List<String> livingOf(String reference) throws SQLException {
        return livingPlansOf(reference).stream()
                .map(plan -> plan.getIdElement().getIdPart())
                .toList();
    }

    List<CarePlan> livingPlansOf(String reference) throws SQLException {
        String parameter = Objects.requireNonNull(NAMED_BY.get(type(reference)));
        return plans(parameter, List.of(reference), PlainWrite::isLiving);
    }

    private static Map<String, List<String>> byParameter(Collection<String> references) {
        return references.stream().collect(Collectors.groupingBy(reference -> NAMED_BY.get(type(reference))));
    }

    /** Whether it is a pushed plan, or an activity of one, that was here before this transaction. */
    boolean isPushed(String focus) throws SQLException {
        String type = type(focus);
        if (type.equals("CarePlan")) {
            Optional<StoredResource> before = written().containsKey(focus)
                    ? before(written().get(focus))
                    : transaction.read(type, focus.substring(type.length() + 1));
            return before.filter(stored -> !stored.deleted())
                    .map(transaction::parse)
                    .filter(PlainWrite::isPushed)
                    .isPresent();
        }
        return NAMED_BY.containsKey(type)
                && !plans(NAMED_BY.get(type), List.of(focus), PlainWrite::isPushed)
                        .isEmpty();
    }

    private List<CarePlan> plans(String parameter, List<String> parts, Predicate<CarePlan> wanted) throws SQLException {
        Map<String, StoredResource> written = written();
        SearchQuery query = SearchQuery.of("CarePlan")
                .where(parameter, String.join(",", parts))
                .where("_count", "1000");
        List<StoredResource> before = new ArrayList<>();
        transaction.searchAll(query).stream()
                .filter(stored -> !written.containsKey(stored.reference()))
                .forEach(before::add);
        for (StoredResource plan : written.values()) {
            before(plan).filter(stored -> !stored.deleted()).ifPresent(before::add);
        }
        return before.stream()
                .map(stored -> transaction.parse(CarePlan.class, stored))
                .filter(plan -> !Collections.disjoint(parts(plan), parts))
                .filter(wanted)
                .toList();
    }

    /** The plans that the transaction has written, as it wrote them first. */
    private Map<String, StoredResource> written() {
        Map<String, StoredResource> written = new LinkedHashMap<>();
        transaction.changes().stream()
                .map(Change::stored)
                .filter(stored -> stored.type().equals("CarePlan"))
                .forEach(stored -> written.putIfAbsent(stored.reference(), stored));
        return written;
    }

    /** The version that it replaces; empty where it is new. */
    private Optional<StoredResource> before(StoredResource written) throws SQLException {
        return written.version() == 1
                ? Optional.empty()
                : transaction.version(written.type(), written.id(), written.version() - 1);
    }

    private static Set<String> parts(CarePlan plan) {
        return PlanReader.references(plan);
    }

    private static String type(String reference) {
        return reference.substring(0, Math.max(0, reference.indexOf('/')));
    }
}
