package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.CallerViews;

/** {@code POST [base]} with a transaction or a batch. */
public final class BundleProvider {
    private final BundleProcessor processor;
    private final CallerViews views;
    private final ProblemTranslator problems;
    private final Answers answers;
    private final EntryPatches patches;
    private final WriteCheck check;
    private final InteractionGate gate;
    private final EntryRequests requests;
    private final InteractionLog log;
    private final String baseUrl;
    private final int maxEntries;

    BundleProvider(
            BundleProcessor processor,
            CallerViews views,
            ProblemTranslator problems,
            Answers answers,
            EntryPatches patches,
            WriteCheck check,
            InteractionGate gate,
            EntryRequests requests,
            InteractionLog log,
            String baseUrl,
            int maxEntries) {
        this.baseUrl = baseUrl;
        this.processor = processor;
        this.views = views;
        this.problems = problems;
        this.answers = answers;
        this.patches = patches;
        this.check = check;
        this.gate = gate;
        this.requests = requests;
        this.log = log;
        this.maxEntries = maxEntries;
    }

    @Transaction
    public Bundle process(@TransactionParam Bundle bundle, RequestDetails request) {
        NumberChecks.checkForms(request, bundle);
        NarrativeChecks.checkBundle(request, bundle);
        if (bundle.getEntry().size() > maxEntries) {
            throw JsonShape.tooManyEntries(maxEntries, bundle.getEntry().size());
        }
        BundleRequest shared =
                BundleRequest.of(request, baseUrl, patches, check, gate, requests, views.rights(request));
        return switch (bundle.getType()) {
            case TRANSACTION ->
                answers.bundle("transaction-response", noted(bundle, processor.transaction(bundle, shared)), request);
            case BATCH ->
                answers.bundle(
                        "batch-response",
                        noted(bundle, processor.batch(bundle, shared, problem -> failed(problem, request))),
                        request);
            case null, default ->
                throw new RequestProblem(
                        ErrorCode.WRONG_BUNDLE_TYPE,
                        "Bundle.type",
                        "Bundle.type is transaction or batch here, not "
                                + bundle.getTypeElement().getValueAsString());
        };
    }

    private List<EntryAnswer> noted(Bundle bundle, List<EntryAnswer> given) {
        for (int i = 0; i < given.size(); i++) {
            EntryAnswer answer = given.get(i);
            if (answer.noted()) {
                continue;
            }
            BundleEntryComponent asked = bundle.getEntry().get(i);
            int status = Integer.parseInt(answer.status().substring(0, 3));
            log.entry(
                    String.valueOf(asked.getRequest().getMethod()),
                    EntryForm.asked(asked),
                    status,
                    answer.version(),
                    answer.resource());
        }
        return given;
    }

    /** A transaction that comes from inside the server, such as sample data, and only writes. */
    public void transaction(Bundle bundle) {
        processor.transaction(bundle, BundleRequest.inside(baseUrl));
    }

    private EntryAnswer failed(RuntimeException problem, RequestDetails request) {
        BaseServerResponseException refusal = problems.translate(problem, request);
        return EntryAnswer.refused(
                refusal.getStatusCode(), (OperationOutcome) Objects.requireNonNull(refusal.getOperationOutcome()));
    }
}
