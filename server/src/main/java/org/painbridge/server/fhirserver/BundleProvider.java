package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;

/** {@code POST [base]} with a transaction or a batch. */
public final class BundleProvider {
    private final BundleProcessor processor;
    private final ProblemTranslator problems;
    private final String baseUrl;
    private final int maxEntries;

    BundleProvider(BundleProcessor processor, ProblemTranslator problems, String baseUrl, int maxEntries) {
        this.baseUrl = baseUrl;
        this.processor = processor;
        this.problems = problems;
        this.maxEntries = maxEntries;
    }

    @Transaction
    public Bundle process(@TransactionParam Bundle bundle, RequestDetails request) {
        if (bundle.getEntry().size() > maxEntries) {
            throw new RequestProblem(
                    ErrorCode.TOO_MANY_ENTRIES,
                    "Bundle.entry",
                    "A bundle has at most " + maxEntries + " entries here, this one has "
                            + bundle.getEntry().size() + ": send it in parts");
        }
        Set<String> ownBases = new HashSet<>(List.of(baseUrl, request.getFhirServerBase()));
        return switch (bundle.getType()) {
            case TRANSACTION -> processor.transaction(bundle, ownBases);
            case BATCH -> processor.batch(bundle, ownBases, problem -> failed(problem, request));
            case null, default ->
                throw new RequestProblem(
                        ErrorCode.WRONG_BUNDLE_TYPE,
                        "Bundle.type",
                        "Bundle.type is transaction or batch here, not "
                                + bundle.getTypeElement().getValueAsString());
        };
    }

    /** A transaction that comes from inside the server, such as sample data. */
    public Bundle transaction(Bundle bundle) {
        return processor.transaction(bundle, Set.of(baseUrl));
    }

    private BundleEntryComponent failed(RuntimeException problem, RequestDetails request) {
        BaseServerResponseException refusal = problems.translate(problem, request);
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.getResponse().setStatus(Integer.toString(refusal.getStatusCode()));
        answer.getResponse().setOutcome((Resource) Objects.requireNonNull(refusal.getOperationOutcome()));
        return answer;
    }
}
