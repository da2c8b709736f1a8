package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.Heard;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code MedicationDispense/$nms-submit} and its dry run {@code $nms-dur}; docs/operations/nms-submit.md, nms-dur.md. */
public final class SubmitProvider implements CapabilityOperations {
    private static final Logger LOG = LoggerFactory.getLogger(SubmitProvider.class);
    private static final int FAILURE = 500;

    private final FhirContext context;
    private final FhirStore store;
    private final CallerViews views;
    private final WriteCheck writes;
    private final Pharmacies pharmacies;
    private final Submissions submissions;
    private final TakenFindings findings;
    private final DryRuns dryRuns;
    private final Monitoring monitoring;
    private final int linesATransaction;
    private final ProblemTranslator translator = new ProblemTranslator();

    SubmitProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            WriteCheck writes,
            Pharmacies pharmacies,
            Submissions submissions,
            Monitoring monitoring,
            NmsSettings settings) {
        this.context = context;
        this.store = store;
        this.views = views;
        this.writes = writes;
        this.pharmacies = pharmacies;
        this.submissions = submissions;
        this.findings = new TakenFindings(store);
        this.dryRuns = new DryRuns(submissions, monitoring);
        this.monitoring = monitoring;
        this.linesATransaction = settings.linesATransaction();
    }

    @Operation(
            name = "$nms-submit",
            typeName = "MedicationDispense",
            manualRequest = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-submit")
    public Parameters submit(@ResourceParam byte @Nullable [] bytes, RequestDetails request) {
        SentLines body = SentLines.of(bytes, request, context);
        SubmitRequest sent = SubmitRequest.of("$nms-submit", body.body(), context);
        StoreView view = views.of(request);
        Pharmacies.Voice voice = pharmacies.of(request);
        if (!sent.batch()) {
            check(sent.lines().getFirst());
            Taken only = store(view, voice, sent.lines());
            LineResult.Stored stored = require(only.results().getFirst());
            return SubmitAnswer.single(stored, said(view, only));
        }
        Map<Integer, RuntimeException> unstorable = new HashMap<>(sent.wrong());
        unstorable.putAll(body.unreadable());
        Taken all = Taken.of(List.of());
        for (int from = 0; from < sent.lines().size(); from += linesATransaction) {
            List<Line> some = sent.lines().subList(from, Math.min(sent.lines().size(), from + linesATransaction));
            all.add(batch(view, voice, some, unstorable));
        }
        return SubmitAnswer.batch(all.results(), said(view, all));
    }

    @Operation(
            name = "$nms-dur",
            typeName = "MedicationDispense",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-dur")
    public Parameters dryRun(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        SubmitRequest sent = SubmitRequest.of("$nms-dur", body, context);
        if (sent.lines().size() > 1) {
            throw SubmitRequest.one("$nms-dur");
        }
        StoreView view = views.of(request);
        Line line = sent.lines().getFirst();
        check(line);
        DryRuns.Result result = dryRuns.run(view, line, pharmacies.of(request));
        LineResult.Stored stored = require(result.line());
        return SubmitAnswer.single(
                stored,
                new SubmitAnswer.Said(
                        Map.of(stored.dispenseId(), result.issues()),
                        Map.of(stored.dispenseId(), result.standing()),
                        Map.of(stored.dispenseId(), result.notRaised()),
                        Set.of(),
                        view.handingIn("MedicationDispense").hidesSome()));
    }

    /**
     * What became of lines.
     *
     * @param changes of the transactions that stored them, in order
     * @param heard what the rules said in them
     * @param waiting patients whom the rules had yet to judge once they were stored
     */
    private record Taken(List<LineResult> results, List<Change> changes, List<Heard> heard, Set<String> waiting) {
        static Taken of(List<LineResult> results) {
            return new Taken(new ArrayList<>(results), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        }

        void add(Taken more) {
            results.addAll(more.results);
            changes.addAll(more.changes);
            heard.addAll(more.heard);
            waiting.addAll(more.waiting);
        }

        Set<String> patients() {
            return results.stream()
                    .filter(LineResult.Stored.class::isInstance)
                    .map(result -> ((LineResult.Stored) result).patientId())
                    .collect(Collectors.toSet());
        }
    }

    /**
     * The list of changes ends with what the rules add before the commit. Who waits is asked at once: what they find while later
     * lines of a batch are stored is not among the changes.
     */
    private Taken store(StoreView view, Pharmacies.Voice voice, List<Line> lines) {
        Taken taken = view.write(transaction -> new Taken(
                submissions.store(transaction, lines, voice),
                transaction.whole().changes(),
                List.of(monitoring.hear(transaction.whole())),
                new HashSet<>()));
        taken.waiting().addAll(store.query(connection -> monitoring.waiting(connection, taken.patients())));
        return taken;
    }

    private static LineResult.Stored require(LineResult result) {
        return switch (result) {
            case LineResult.Stored stored -> stored;
            case LineResult.Refused refused -> throw NmsStatus.refusal(refused.problems());
            case LineResult.NotStorable failed ->
                throw new IllegalStateException("Of a batch only: line " + failed.number());
        };
    }

    private void check(Line line) {
        store.localise(line.dispense());
        writes.require(line.dispense());
    }

    /** What stands in the way of one leaves the others standing. */
    private Taken batch(
            StoreView view, Pharmacies.Voice voice, List<Line> lines, Map<Integer, RuntimeException> unstorable) {
        Taken taken = Taken.of(List.of());
        List<Line> right = new ArrayList<>();
        for (Line line : lines) {
            RuntimeException why = unstorable.get(line.number());
            if (why != null) {
                taken.results().add(failed(line, why));
                continue;
            }
            try {
                check(line);
                right.add(line);
            } catch (RequestProblem e) {
                taken.results().add(failed(line, e));
            }
        }
        taken.add(eachByItself(view, voice, right));
        taken.results().sort(Comparator.comparingInt(LineResult::number));
        return taken;
    }

    private Taken eachByItself(StoreView view, Pharmacies.Voice voice, List<Line> lines) {
        if (lines.isEmpty()) {
            return Taken.of(List.of());
        }
        try {
            return store(view, voice, lines);
        } catch (StoreProblem.Unavailable | StoreProblem.StorageFull | StoreProblem.Conflict e) {
            return Taken.of(lines.stream().map(line -> failed(line, e)).toList());
        } catch (RuntimeException e) {
            if (lines.size() == 1) {
                return Taken.of(List.of(failed(lines.getFirst(), e)));
            }
            Taken taken = Taken.of(List.of());
            int half = lines.size() / 2;
            taken.add(eachByItself(view, voice, lines.subList(0, half)));
            taken.add(eachByItself(view, voice, lines.subList(half, lines.size())));
            return taken;
        }
    }

    private LineResult failed(Line line, RuntimeException why) {
        return new LineResult.NotStorable(line.number(), outcome(why));
    }

    private Optional<OperationOutcome> outcome(RuntimeException thrown) {
        BaseServerResponseException refusal = translator.translate(thrown);
        if (refusal.getStatusCode() == FAILURE) {
            LOG.error("A line of a batch failed", thrown);
        }
        return refusal.getOperationOutcome() instanceof OperationOutcome outcome
                ? Optional.of(outcome)
                : Optional.empty();
    }

    private SubmitAnswer.Said said(StoreView view, Taken taken) {
        Set<String> fresh = new HashSet<>();
        Map<String, String> patients = new HashMap<>();
        for (LineResult result : taken.results()) {
            if (result instanceof LineResult.Stored stored && stored.duplicate()) {
                patients.put(stored.dispenseId(), stored.patientId());
            } else if (result instanceof LineResult.Stored stored) {
                fresh.add(stored.dispenseId());
            }
        }
        patients.keySet().removeAll(fresh);
        Set<String> earlier = patients.keySet();
        Map<String, List<DetectedIssue>> issues = new HashMap<>(findings.written(view, fresh, taken.changes()));
        issues.putAll(findings.of(view, earlier, false));
        List<Heard> said = new ArrayList<>(again(earlier));
        said.addAll(taken.heard());
        Heard heard = Heard.together(said);
        Set<String> all = new HashSet<>(fresh);
        all.addAll(earlier);
        TakenFindings.heard(view, all, heard::besideTheRecord)
                .forEach((id, more) -> issues.merge(id, more, SubmitProvider::both));
        Map<String, List<DetectedIssue>> standing = new HashMap<>(TakenFindings.ofLater(view, fresh, taken.changes()));
        standing.putAll(findings.ofLater(view, patients, this::firstKnown));
        TakenFindings.heard(view, all, heard::toldElsewhere)
                .forEach((id, more) -> standing.merge(id, more, SubmitProvider::both));
        return new SubmitAnswer.Said(
                issues,
                standing,
                Map.of(),
                taken.waiting(),
                view.handingIn("MedicationDispense").hidesSome());
    }

    private Map<String, Instant> firstKnown(Collection<String> dispenses) {
        return store.query(connection -> monitoring.firstKnown(connection, dispenses));
    }

    private List<Heard> again(Set<String> earlier) {
        if (earlier.isEmpty()) {
            return List.of();
        }
        Heard again = store.write(transaction -> monitoring.hear(transaction, earlier));
        return List.of(again);
    }

    private static List<DetectedIssue> both(List<DetectedIssue> onRecord, List<DetectedIssue> beside) {
        List<DetectedIssue> all = new ArrayList<>(onRecord);
        all.addAll(beside);
        return all;
    }
}
