package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;

/** Transactions, all or nothing, and batches, each entry for itself (FHIR R4, 3.1.0.11). */
final class BundleProcessor {
    private final FhirStore store;
    private final EntryReader reader;
    private final Set<String> types;
    private final List<SearchShape> shapes;
    private final long maxAnswer;

    /** @param maxAnswer most bytes of resources in one answer */
    BundleProcessor(FhirStore store, Set<String> types, List<SearchShape> shapes, EntryReader reader, long maxAnswer) {
        this.shapes = List.copyOf(shapes);
        this.store = store;
        this.types = types;
        this.reader = reader;
        this.maxAnswer = maxAnswer;
    }

    List<EntryAnswer> transaction(Bundle bundle, BundleRequest request) {
        List<BundleEntry> entries = entries(bundle);
        Twins.refuse(entries);
        entries.forEach(entry -> check(entry, request));
        BundlePatches patches = BundlePatches.of(entries, request);
        BundleReferences references = new BundleReferences(entries, patches, request.ownBases());
        Map<Integer, EntryAnswer> answers = store.within(request.rights())
                .write(transaction -> run(transaction, entries, patches, references, request));
        return List.copyOf(answers.values());
    }

    /** @param failed turns what went wrong into the answer of that entry */
    List<EntryAnswer> batch(Bundle bundle, BundleRequest request, Function<RuntimeException, EntryAnswer> failed) {
        AnswerBudget budget = new AnswerBudget(maxAnswer);
        List<EntryAnswer> answers = new ArrayList<>();
        StoreProblem.Unavailable gone = null;
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            try {
                if (gone != null) {
                    throw gone;
                }
                EntryAnswer answer = alone(i, bundle.getEntry().get(i), request);
                budget.spend(i, answer);
                answers.add(answer);
            } catch (StoreProblem.Unavailable e) { // Each entry would wait for the database as long as this one did.
                gone = e;
                answers.add(failed.apply(e));
            } catch (RuntimeException e) { // Whatever it was, the other entries have nothing to do with it.
                answers.add(failed.apply(e));
            }
        }
        return answers;
    }

    private EntryAnswer alone(int index, BundleEntryComponent component, BundleRequest request) {
        BatchBody.requireRead(index, component);
        Optional<AloneEntry> alone = AloneEntry.of(index, component, types, shapes);
        if (alone.isPresent()) {
            return request.alone().apply(alone.get());
        }
        BundleEntry entry = entry(index, component);
        check(entry, request);
        List<BundleEntry> entries = List.of(entry);
        BundlePatches patches = BundlePatches.of(entries, request);
        BundleReferences references = new BundleReferences(entries, patches, request.ownBases());
        return store.within(request.rights())
                .write(transaction -> run(transaction, entries, patches, references, request))
                .values()
                .iterator()
                .next();
    }

    private List<BundleEntry> entries(Bundle request) {
        List<BundleEntry> entries = new ArrayList<>();
        for (int i = 0; i < request.getEntry().size(); i++) {
            AloneEntry.refuse(i, request.getEntry().get(i), shapes);
            entries.add(entry(i, request.getEntry().get(i)));
        }
        return entries;
    }

    private BundleEntry entry(int index, BundleEntryComponent component) {
        try {
            BundleEntry entry = BundleEntry.of(index, component);
            if (!entry.isOfSeveralTypes() && !types.contains(entry.type())) {
                throw new RequestProblem(
                        ErrorCode.UNKNOWN_RESOURCE_TYPE,
                        "request.url",
                        "This server has no " + entry.type() + "." + ClosestName.didYouMean(entry.type(), types)
                                + " The CapabilityStatement lists all types");
            }
            return entry;
        } catch (RequestProblem | StoreProblem e) {
            throw new EntryProblem(index, "request", e);
        }
    }

    private static void check(BundleEntry entry, BundleRequest request) {
        try {
            request.gate().accept(entry);
        } catch (RequestProblem | StoreProblem e) {
            throw new EntryProblem(entry.index(), "request", e);
        }
        if (entry.writes()) {
            try {
                request.check().accept(entry.body());
            } catch (RequestProblem e) {
                throw new EntryProblem(entry.index(), "resource", e);
            }
        }
    }

    /** Writes, then reads: those see what was written, and one that fails takes the writes back. */
    private Map<Integer, EntryAnswer> run(
            ScopedTransaction transaction,
            List<BundleEntry> entries,
            BundlePatches patches,
            BundleReferences references,
            BundleRequest request)
            throws SQLException {
        Map<Integer, EntryAnswer> answers = new EntryWriter(transaction, entries, patches).write(references);
        AnswerBudget budget = new AnswerBudget(maxAnswer);
        answers.replaceAll((index, answer) -> answer.with(request.preferred()));
        answers.forEach(budget::spend);
        for (BundleEntry entry : entries) {
            if (entry.method() == HTTPVerb.GET) {
                EntryAnswer answer = read(transaction, entry, request);
                budget.spend(entry.index(), answer);
                answers.put(entry.index(), answer);
            }
        }
        return answers;
    }

    private EntryAnswer read(ScopedTransaction transaction, BundleEntry entry, BundleRequest request)
            throws SQLException {
        try {
            return reader.read(transaction, entry, request);
        } catch (StoreProblem | RequestProblem e) {
            throw new EntryProblem(entry.index(), "request.url", e);
        }
    }
}
