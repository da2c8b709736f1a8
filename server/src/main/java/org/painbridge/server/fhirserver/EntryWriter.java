package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Carries out the entries of one transaction that write, in the order of R4 (3.1.0.11.2). */
final class EntryWriter {
    private static final Pattern IN_PATCH = Pattern.compile("\\[|Parameters\\.");

    private final ScopedTransaction transaction;
    private final List<BundleEntry> entries;
    private final BundlePatches patches;
    private final EntryTargets targets;
    private final Map<Integer, EntryAnswer> answers = new TreeMap<>();
    /** Where the resource of each fullUrl, and of each condition, is stored. */
    private final Map<String, String> placed = new HashMap<>();

    private final Map<Integer, String> newIds = new HashMap<>();
    private final Map<String, Integer> written = new HashMap<>();
    private final Set<String> grown = new HashSet<>();

    EntryWriter(ScopedTransaction transaction, List<BundleEntry> entries, BundlePatches patches) throws SQLException {
        this.patches = patches;
        this.transaction = transaction;
        this.entries = entries;
        this.targets = EntryTargets.of(transaction, entries);
    }

    /** Deletes; then all others, with their references resolved, for which each must know its id before any is written. */
    Map<Integer, EntryAnswer> write(BundleReferences references) throws SQLException {
        for (BundleEntry entry : of(HTTPVerb.DELETE)) {
            answers.put(entry.index(), delete(entry));
        }
        for (BundleEntry entry : of(HTTPVerb.POST)) {
            place(entry, entry.type() + "/" + idToCreate(entry));
        }
        // In the order of their targets: those of new resources cannot be held.
        List<BundleEntry> updates = entries.stream()
                .filter(entry -> entry.changes() && entry.method() != HTTPVerb.DELETE)
                .sorted(Comparator.comparing(this::target))
                .toList();
        updates.forEach(entry -> place(entry, target(entry)));
        references.resolve(transaction, placed);
        store(updates, entry -> !references.waits(entry));
        references.resolveRest(transaction);
        store(updates, references::waits);
        EntryTargets.requireApart(transaction, entries, written, grown);
        return answers;
    }

    private void store(List<BundleEntry> updates, Predicate<BundleEntry> ready) throws SQLException {
        for (BundleEntry entry : of(HTTPVerb.POST)) {
            String id = newIds.get(entry.index());
            if (id != null && ready.test(entry)) {
                create(entry, id);
            }
        }
        for (BundleEntry entry : updates) {
            if (!ready.test(entry)) {
                continue;
            }
            if (entry.method() == HTTPVerb.PUT) {
                update(entry);
            } else {
                patch(entry);
            }
        }
    }

    private List<BundleEntry> of(HTTPVerb method) {
        return entries.stream().filter(entry -> entry.method() == method).toList();
    }

    private String target(BundleEntry entry) {
        return Objects.requireNonNull(targets.of(entry));
    }

    private void place(BundleEntry entry, String target) {
        if (entry.fullUrl() != null) {
            placed.put(entry.fullUrl(), target);
        }
        if (entry.condition() != null) {
            placed.put(entry.condition().lockName(), target);
        }
    }

    private EntryAnswer delete(BundleEntry entry) throws SQLException {
        String target = targets.of(entry);
        try {
            if (target != null) {
                transaction.delete(entry.type(), new IdType(target).getIdPart(), entry.expectedVersion());
            } else if (entry.expectedVersion() != null) {
                throw new StoreProblem.StaleVersion(String.valueOf(entry.condition()), entry.expectedVersion());
            }
            return EntryAnswer.deleted();
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifMatch", e);
        }
    }

    /** That of the match of a conditional create, which is its answer; else a new one. */
    private String idToCreate(BundleEntry entry) throws SQLException {
        StoredResource match = match(entry);
        if (match != null) {
            answers.put(entry.index(), EntryAnswer.written("200 OK", match));
            return match.id();
        }
        String id = transaction.newId();
        newIds.put(entry.index(), id);
        return id;
    }

    private @Nullable StoredResource match(BundleEntry entry) throws SQLException {
        try {
            return entry.condition() == null ? null : entry.condition().match(transaction);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifNoneExist", e);
        }
    }

    private void create(BundleEntry entry, String id) throws SQLException {
        try {
            written(entry, transaction.create(entry.body(), id), true);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "resource", e);
        }
    }

    private void update(BundleEntry entry) throws SQLException {
        try {
            entry.body().setIdElement(new IdType(target(entry)));
            KeptTexts.require(transaction, entry.body());
            StoreTransaction.Put put = transaction.put(entry.body(), entry.expectedVersion());
            written(entry, put.stored(), put.created());
        } catch (RequestProblem e) {
            throw new EntryProblem(entry.index(), "resource", e);
        } catch (StoreProblem.Denied e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        } catch (StoreProblem e) {
            boolean anew = entry.expectedVersion() != null && entry.expectedVersion() == StoreTransaction.NOTHING;
            throw new EntryProblem(entry.index(), anew ? "request.ifNoneMatch" : "request.ifMatch", e);
        }
    }

    private void patch(BundleEntry entry) throws SQLException {
        try {
            ResourcePatch patch = patches.of(entry);
            IdType target = new IdType(target(entry));
            written(
                    entry,
                    ResourcePatches.apply(transaction, target, patch, entry.expectedVersion())
                            .stored(),
                    false);
        } catch (StoreProblem.StaleVersion e) {
            throw new EntryProblem(entry.index(), "request.ifMatch", e);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        } catch (RequestProblem e) {
            throw new EntryProblem(entry.index(), "resource", ofPatch(e));
        }
    }

    /** What the patch leaves is not in the bundle, so a place in it would mislead. */
    private static RequestProblem ofPatch(RequestProblem problem) {
        return problem.code() == ErrorCode.PATCH_FAILED
                        && !IN_PATCH.matcher(problem.expression()).lookingAt()
                ? new RequestProblem(ErrorCode.PATCH_FAILED, "", String.valueOf(problem.getMessage()))
                : problem;
    }

    private void written(BundleEntry entry, StoredResource stored, boolean created) {
        written.put(stored.reference(), entry.index());
        if (created) {
            grown.add(stored.type());
        }
        answers.put(entry.index(), EntryAnswer.written(created ? "201 Created" : "200 OK", stored));
    }
}
