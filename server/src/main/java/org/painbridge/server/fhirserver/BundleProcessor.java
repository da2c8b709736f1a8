package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Transactions, all or nothing, and batches, each entry for itself (FHIR R4, 3.1.0.11). */
final class BundleProcessor {
    private final FhirStore store;
    private final EntryReader reader;
    private final Set<String> types;
    private final long maxAnswer;

    /** @param maxAnswer most bytes of resources in one answer */
    BundleProcessor(FhirStore store, Set<String> types, EntryReader reader, long maxAnswer) {
        this.store = store;
        this.types = types;
        this.reader = reader;
        this.maxAnswer = maxAnswer;
    }

    List<EntryAnswer> transaction(Bundle bundle, BundleRequest request) {
        List<BundleEntry> entries = entries(bundle);
        Twins.refuse(entries);
        BundleReferences references = new BundleReferences(entries, request.ownBases());
        Map<Integer, EntryAnswer> answers = store.write(transaction -> run(transaction, entries, references, request));
        return List.copyOf(answers.values());
    }

    /** @param failed turns what went wrong into the answer of that entry */
    List<EntryAnswer> batch(Bundle bundle, BundleRequest request, Function<RuntimeException, EntryAnswer> failed) {
        AnswerBudget budget = new AnswerBudget(maxAnswer);
        List<EntryAnswer> answers = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            try {
                EntryAnswer answer = alone(i, bundle.getEntry().get(i), request);
                budget.spend(i, answer);
                answers.add(answer);
            } catch (RuntimeException e) { // Whatever it was, the other entries have nothing to do with it.
                answers.add(failed.apply(e));
            }
        }
        return answers;
    }

    private EntryAnswer alone(int index, BundleEntryComponent component, BundleRequest request) {
        BundleEntry entry = entry(index, component);
        BundleReferences references = new BundleReferences(List.of(entry), request.ownBases());
        return store.write(transaction -> run(transaction, List.of(entry), references, request))
                .values()
                .iterator()
                .next();
    }

    private List<BundleEntry> entries(Bundle request) {
        List<BundleEntry> entries = new ArrayList<>();
        for (int i = 0; i < request.getEntry().size(); i++) {
            entries.add(entry(i, request.getEntry().get(i)));
        }
        return entries;
    }

    private BundleEntry entry(int index, BundleEntryComponent component) {
        try {
            BundleEntry entry = BundleEntry.of(index, component);
            if (!types.contains(entry.type())) {
                throw new RequestProblem(
                        ErrorCode.UNKNOWN_RESOURCE_TYPE,
                        "request.url",
                        "This server has no " + entry.type() + ". Did you mean "
                                + ClosestName.of(entry.type(), types).orElse("Patient") + "?");
            }
            return entry;
        } catch (RequestProblem e) {
            throw new EntryProblem(index, "request", e);
        }
    }

    /** Writes, then reads: those see what was written, and one that fails takes the writes back. */
    private Map<Integer, EntryAnswer> run(
            StoreTransaction transaction, List<BundleEntry> entries, BundleReferences references, BundleRequest request)
            throws SQLException {
        Map<Integer, EntryAnswer> answers = write(transaction, entries, references);
        AnswerBudget budget = new AnswerBudget(maxAnswer);
        for (BundleEntry entry : entries) {
            if (entry.method() == HTTPVerb.GET) {
                EntryAnswer answer = read(transaction, entry, request);
                budget.spend(entry.index(), answer);
                answers.put(entry.index(), answer);
            }
        }
        return answers;
    }

    /** Deletes, then creates and updates with their references resolved; always in the same order, against deadlocks. */
    private Map<Integer, EntryAnswer> write(
            StoreTransaction transaction, List<BundleEntry> entries, BundleReferences references) throws SQLException {
        Map<Integer, EntryAnswer> answers = new TreeMap<>();
        for (BundleEntry entry : ordered(entries, HTTPVerb.DELETE, BundleEntry::target)) {
            answers.put(entry.index(), delete(transaction, entry));
        }
        lockConditions(transaction, entries);
        Map<String, String> placed = new HashMap<>();
        Map<Integer, String> newIds = new HashMap<>();
        for (BundleEntry entry : ordered(entries, HTTPVerb.POST, entry -> entry.type() + "?" + entry.ifNoneExist())) {
            StoredResource match = match(transaction, entry);
            String id = match == null ? transaction.newId() : match.id();
            if (match == null) {
                newIds.put(entry.index(), id);
            } else {
                answers.put(entry.index(), EntryAnswer.written("200 OK", match));
            }
            place(placed, entry, entry.type() + "/" + id);
        }
        entries.stream()
                .filter(entry -> entry.method() == HTTPVerb.PUT)
                .forEach(entry -> place(placed, entry, entry.target()));
        references.resolve(transaction, placed);
        for (BundleEntry entry : entries) {
            String id = newIds.get(entry.index());
            if (id != null) {
                answers.put(entry.index(), create(transaction, entry, id));
            }
        }
        for (BundleEntry entry : ordered(entries, HTTPVerb.PUT, BundleEntry::target)) {
            answers.put(entry.index(), update(transaction, entry));
        }
        return answers;
    }

    private static void lockConditions(StoreTransaction transaction, List<BundleEntry> entries) throws SQLException {
        List<String> names = new ArrayList<>();
        for (BundleEntry entry : entries) {
            if (entry.method() == HTTPVerb.POST && entry.ifNoneExist() != null) {
                names.add(lockName(entry, entry.ifNoneExist()));
            }
        }
        transaction.lockAll(names);
    }

    private static String lockName(BundleEntry entry, String condition) {
        try {
            return Condition.of(entry.type(), condition, "request.ifNoneExist").lockName();
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifNoneExist", e);
        }
    }

    private static List<BundleEntry> ordered(
            List<BundleEntry> entries, HTTPVerb method, Function<BundleEntry, String> key) {
        Stream<BundleEntry> chosen = entries.stream().filter(entry -> entry.method() == method);
        return chosen.sorted(Comparator.comparing(key)).toList();
    }

    private static void place(Map<String, String> placed, BundleEntry entry, String target) {
        if (entry.fullUrl() != null) {
            placed.put(entry.fullUrl(), target);
        }
    }

    private @Nullable StoredResource match(StoreTransaction transaction, BundleEntry entry) throws SQLException {
        if (entry.ifNoneExist() == null) {
            return null;
        }
        try {
            return Condition.of(entry.type(), entry.ifNoneExist(), "request.ifNoneExist")
                    .match(transaction);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifNoneExist", e);
        }
    }

    private static EntryAnswer delete(StoreTransaction transaction, BundleEntry entry) throws SQLException {
        try {
            transaction.delete(entry.type(), String.valueOf(entry.id()), entry.expectedVersion());
            return EntryAnswer.deleted();
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifMatch", e);
        }
    }

    private static EntryAnswer create(StoreTransaction transaction, BundleEntry entry, String id) throws SQLException {
        try {
            return EntryAnswer.written("201 Created", transaction.create(entry.body(), id));
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "resource", e);
        }
    }

    private static EntryAnswer update(StoreTransaction transaction, BundleEntry entry) throws SQLException {
        try {
            entry.body().setIdElement(new IdType(entry.target()));
            StoreTransaction.Put put = transaction.put(entry.body(), entry.expectedVersion());
            return EntryAnswer.written(put.created() ? "201 Created" : "200 OK", put.stored());
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.ifMatch", e);
        }
    }

    private EntryAnswer read(StoreTransaction transaction, BundleEntry entry, BundleRequest request)
            throws SQLException {
        try {
            return reader.read(transaction, entry, request);
        } catch (StoreProblem e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        }
    }
}
