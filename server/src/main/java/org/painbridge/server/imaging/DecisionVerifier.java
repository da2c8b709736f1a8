package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.GuidanceResponse.GuidanceResponseStatus;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.fhir.OrderContent;
import org.painbridge.server.imaging.signing.DecisionClaims;
import org.painbridge.server.imaging.signing.DecisionSigner;
import org.painbridge.server.imaging.signing.Verification;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoredResource;

/** Looks whether a decision still stands. Who has its token may know that, whatever else they may see. */
final class DecisionVerifier {
    private final FhirContext context;
    private final FhirStore store;
    private final DecisionSigner signer;
    private final Decisions decisions;
    private final Guidelines guidelines;

    DecisionVerifier(
            FhirContext context, FhirStore store, DecisionSigner signer, Decisions decisions, Guidelines guidelines) {
        this.context = context;
        this.store = store;
        this.signer = signer;
        this.decisions = decisions;
        this.guidelines = guidelines;
    }

    /** @param claims of the token; empty where they cannot be trusted */
    record Result(DecisionStatus status, Optional<DecisionClaims> claims) {}

    Result verify(String token, Optional<ServiceRequest> order) {
        return switch (signer.verify(token)) {
            case Verification.UnknownKey unknown -> new Result(DecisionStatus.UNKNOWN_KEY, Optional.empty());
            case Verification.Invalid invalid -> new Result(DecisionStatus.INVALID_SIGNATURE, Optional.empty());
            case Verification.Signed(DecisionClaims claims) -> new Result(status(claims, order), Optional.of(claims));
        };
    }

    private DecisionStatus status(DecisionClaims claims, Optional<ServiceRequest> order) {
        decisions.settle(claims.decisionId());
        Optional<StoredResource> stored = store.within(AccessScope.ALL).read("GuidanceResponse", claims.decisionId());
        if (stored.isEmpty()) {
            return DecisionStatus.NOT_RECORDED;
        }
        if (stored.get().deleted() || isEnteredInError(stored.get())) {
            return DecisionStatus.REVOKED;
        }
        if (order.isPresent() && !OrderContent.of(order.get()).hash().equals(claims.orderHash())) {
            return DecisionStatus.ORDER_CHANGED;
        }
        boolean current = guidelines.inForce().rules().ref().hash().equals(claims.ruleSetHash());
        return current ? DecisionStatus.VALID : DecisionStatus.GUIDELINE_SUPERSEDED;
    }

    private boolean isEnteredInError(StoredResource stored) {
        GuidanceResponse guidance = context.newJsonParser()
                .parseResource(GuidanceResponse.class, new String(stored.json(), StandardCharsets.UTF_8));
        return guidance.getStatus() == GuidanceResponseStatus.ENTEREDINERROR;
    }
}
