package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/** Does this decision still stand? docs/operations/verify-decision.md. */
public final class VerifyProvider implements CapabilityOperations {
    private static final String CANONICAL = "https://painbridge.example/fhir/OperationDefinition/verify-decision";

    private final DecisionVerifier verifier;
    private final Decisions decisions;
    private final FhirStore store;
    private final CallerViews views;

    VerifyProvider(DecisionVerifier verifier, Decisions decisions, FhirStore store, CallerViews views) {
        this.verifier = verifier;
        this.decisions = decisions;
        this.store = store;
        this.views = views;
    }

    @Operation(name = "$verify-decision", typeName = "GuidanceResponse", canonicalUrl = CANONICAL)
    public Parameters verify(@ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        ImagingParameters parameters = parameters(body, Set.of("decision", "token", "order"));
        Optional<String> token = parameters.optional("token", StringType.class).map(StringType::getValue);
        Optional<String> id = parameters.text("decision").map(VerifyProvider::id);
        if (token.isPresent() == id.isPresent()) {
            throw ImagingParameters.problem("token", "Send either the token of the decision, or its id as decision");
        }
        return answer(token.orElseGet(() -> token(id.orElseThrow(), caller)), parameters);
    }

    @Operation(name = "$verify-decision", typeName = "GuidanceResponse", canonicalUrl = CANONICAL)
    public Parameters verifyStored(
            @IdParam IdType decision, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        ImagingParameters parameters = parameters(body == null ? new Parameters() : body, Set.of("order"));
        return answer(token(decision.getIdPart(), caller), parameters);
    }

    private ImagingParameters parameters(@Nullable IBaseResource body, Set<String> names) {
        Parameters sent = CapabilityOperations.parameters(body);
        store.localise(sent);
        return new ImagingParameters(sent, names);
    }

    private static String id(String name) {
        return DecisionId.parse(name)
                .map(DecisionId::ulid)
                .orElseThrow(() -> ImagingParameters.problem(
                        "decision",
                        "decision is the id of a GuidanceResponse, GuidanceResponse/[id], or the urn:uuid of it"));
    }

    /** For those who may see the decision; a decision that was deleted can still be asked about. */
    private String token(String id, RequestDetails caller) {
        decisions.settle(id);
        if (views.of(caller).read("GuidanceResponse", id).isEmpty()) {
            throw new StoreProblem.NotFound("GuidanceResponse/" + id);
        }
        return decisions.token(id).orElseThrow(() -> new StoreProblem.NotFound("The decision GuidanceResponse/" + id));
    }

    private Parameters answer(String token, ImagingParameters parameters) {
        DecisionVerifier.Result result = verifier.verify(token, parameters.optional("order", ServiceRequest.class));
        Parameters answer = new Parameters();
        answer.addParameter("status", new CodeType(result.status().code()));
        result.claims().ifPresent(claims -> {
            answer.addParameter("decision", new Reference("GuidanceResponse/" + claims.decisionId()));
            answer.addParameter("category", new CodeType(claims.category()));
            answer.addParameter("issued", new InstantType(Date.from(claims.issuedAt())));
        });
        return answer;
    }
}
