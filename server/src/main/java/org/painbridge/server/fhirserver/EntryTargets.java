package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/**
 * Which resource each entry of a transaction deletes or changes, by its id or its criteria: found, and held in an order that
 * all transactions share, before anything is written.
 */
final class EntryTargets {
    private final Map<Integer, String> byEntry = new HashMap<>();
    private final Map<String, Integer> entryOf = new HashMap<>();

    private EntryTargets() {}

    /** @throws EntryProblem where an entry does not lead to one resource, or to that of another entry */
    static EntryTargets of(ScopedTransaction transaction, List<BundleEntry> entries) throws SQLException {
        lockConditions(transaction, entries);
        Map<Integer, StoredResource> found = new HashMap<>();
        Set<String> references = new HashSet<>();
        for (BundleEntry entry : entries) {
            StoredResource match = entry.byCriteria() ? match(transaction, entry) : null;
            if (match != null) {
                found.put(entry.index(), match);
                references.add(match.reference());
            }
            if (entry.changes() && entry.id() != null) {
                references.add(entry.target());
            }
        }
        transaction.hold(references);
        EntryTargets targets = new EntryTargets();
        for (BundleEntry entry : entries) {
            if (entry.changes()) {
                targets.add(entry, target(transaction, entry, found.get(entry.index())));
            }
        }
        return targets;
    }

    /** {@code Type/id}; null for a delete whose criteria match nothing. */
    @Nullable
    String of(BundleEntry entry) {
        return byEntry.get(entry.index());
    }

    /**
     * Criteria were looked up before anything was written. If what another entry has written matches them as well, the two
     * are about one resource, and the result would depend on their order.
     *
     * @param written index of the entry by the {@code Type/id} that it made or changed
     * @param grown types of which entries made new resources; nothing else adds matches to criteria that had one
     */
    static void requireApart(
            ScopedTransaction transaction, List<BundleEntry> entries, Map<String, Integer> written, Set<String> grown)
            throws SQLException {
        for (BundleEntry entry : entries) {
            Condition condition = entry.condition();
            if (condition == null
                    || !entry.changes()
                    || entry.method() == HTTPVerb.DELETE
                    || !grown.contains(entry.type())) {
                continue;
            }
            for (StoredResource match : condition.writtenMatches(transaction)) {
                Integer other = written.get(match.reference());
                if (other != null && other != entry.index()) {
                    throw Twins.problem(other, entry, "request.url", "write what " + condition + " matches");
                }
            }
        }
    }

    /** Of creates too, before any row is held: names first and rows second, in every transaction. */
    private static void lockConditions(ScopedTransaction transaction, List<BundleEntry> entries) throws SQLException {
        List<String> names = new ArrayList<>();
        for (BundleEntry entry : entries) {
            if (entry.condition() != null) {
                names.add(entry.condition().lockName());
            }
        }
        transaction.lockAll(names);
    }

    private static @Nullable StoredResource match(ScopedTransaction transaction, BundleEntry entry)
            throws SQLException {
        try {
            return entry.requireCondition().match(transaction);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        }
    }

    private static @Nullable String target(
            ScopedTransaction transaction, BundleEntry entry, @Nullable StoredResource found) throws SQLException {
        if (!entry.byCriteria()) {
            return entry.target();
        }
        Condition condition = entry.requireCondition();
        try {
            StoredResource match = condition.hold(transaction, found);
            if (entry.method() == HTTPVerb.PUT) {
                return entry.type() + "/" + ConditionalWrites.id(transaction, condition, match, entry.id());
            }
            if (match == null && entry.method() == HTTPVerb.PATCH) {
                throw new StoreProblem.NotFound(condition.toString());
            }
            return match == null ? null : match.reference();
        } catch (StoreProblem | RequestProblem e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        }
    }

    private void add(BundleEntry entry, @Nullable String target) {
        if (target == null) {
            return;
        }
        Integer first = entryOf.putIfAbsent(target, entry.index());
        if (first != null) {
            throw Twins.problem(first, entry, "request.url", "are about " + target);
        }
        byEntry.put(entry.index(), target);
    }
}
