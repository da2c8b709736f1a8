package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.CallerViews;
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
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-submit")
    public Parameters submit(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        SubmitRequest sent = SubmitRequest.of("$nms-submit", body, context);
        StoreView view = views.of(request);
        Pharmacies.Voice voice = pharmacies.of(request);
        if (!sent.batch()) {
            check(sent.lines().getFirst());
            List<LineResult> only = view.write(transaction -> submissions.store(transaction, sent.lines(), voice));
            LineResult.Stored stored = require(only.getFirst());
            return SubmitAnswer.single(stored, said(view, only));
        }
        List<LineResult> results = new ArrayList<>();
        for (int from = 0; from < sent.lines().size(); from += linesATransaction) {
            List<Line> some = sent.lines().subList(from, Math.min(sent.lines().size(), from + linesATransaction));
            results.addAll(batch(view, voice, some));
        }
        return SubmitAnswer.batch(results, said(view, results));
    }

    @Operation(
            name = "$nms-dur",
            typeName = "MedicationDispense",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-dur")
    public Parameters dryRun(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        SubmitRequest sent = SubmitRequest.of("$nms-dur", body, context);
        if (sent.batch()) {
            throw SubmitRequest.one("$nms-dur");
        }
        StoreView view = views.of(request);
        Line line = sent.lines().getFirst();
        check(line);
        DryRuns.Result result = dryRuns.run(view, line, pharmacies.of(request));
        LineResult.Stored stored = require(result.line());
        return SubmitAnswer.single(
                stored, new SubmitAnswer.Said(Map.of(stored.dispenseId(), result.issues()), Set.of()));
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
    private List<LineResult> batch(StoreView view, Pharmacies.Voice voice, List<Line> lines) {
        List<LineResult> results = new ArrayList<>();
        List<Line> right = new ArrayList<>();
        for (Line line : lines) {
            try {
                check(line);
                right.add(line);
            } catch (RequestProblem e) {
                results.add(failed(line, e));
            }
        }
        results.addAll(eachByItself(view, voice, right));
        results.sort(Comparator.comparingInt(LineResult::number));
        return results;
    }

    private List<LineResult> eachByItself(StoreView view, Pharmacies.Voice voice, List<Line> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        try {
            return view.write(transaction -> submissions.store(transaction, lines, voice));
        } catch (StoreProblem.Unavailable | StoreProblem.StorageFull | StoreProblem.Conflict e) {
            return lines.stream().map(line -> failed(line, e)).toList();
        } catch (RuntimeException e) {
            if (lines.size() == 1) {
                return List.of(failed(lines.getFirst(), e));
            }
            List<LineResult> results = new ArrayList<>();
            int half = lines.size() / 2;
            results.addAll(eachByItself(view, voice, lines.subList(0, half)));
            results.addAll(eachByItself(view, voice, lines.subList(half, lines.size())));
            return results;
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

    private SubmitAnswer.Said said(StoreView view, List<LineResult> results) {
        Map<String, String> patients = new HashMap<>();
        for (LineResult result : results) {
            if (result instanceof LineResult.Stored stored) {
                patients.put(stored.dispenseId(), stored.patientId());
            }
        }
        Set<String> people = Set.copyOf(patients.values());
        return new SubmitAnswer.Said(
                findings.of(view, patients, false), store.query(connection -> monitoring.waiting(connection, people)));
    }
}
