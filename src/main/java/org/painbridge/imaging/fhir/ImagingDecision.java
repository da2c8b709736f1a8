package org.painbridge.imaging.fhir;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.Side;
import org.painbridge.imaging.VerdictKind;

/**
 * A verdict on an order as it was sent.
 *
 * @param decisionId made from order, facts, moment and rules: the same question has the same id
 * @param orderHash of what the order asks for ({@link OrderContent})
 * @param asked what was read of it; empty where it could not be read
 * @param leftOut data that could not be used, and why; it did not count
 * @param side of the body, where the code of the order tells it
 * @param token that an imaging site verifies it by; empty where it is not signed
 */
public record ImagingDecision(
        DecisionId decisionId,
        ServiceRequest order,
        String orderHash,
        Optional<ImagingOrder> asked,
        ImagingVerdict verdict,
        OffsetDateTime evaluatedAt,
        List<MissingElement> leftOut,
        Optional<Side> side,
        Optional<String> token) {
    public ImagingDecision {
        leftOut = List.copyOf(leftOut);
    }

    /** That may be told: with its token, compact JWS. */
    public ImagingDecision signed(String compact) {
        return new ImagingDecision(
                decisionId, order, orderHash, asked, verdict, evaluatedAt, leftOut, side, Optional.of(compact));
    }

    /** The logical id of what is written about it. */
    public String id() {
        return decisionId.ulid();
    }

    /** As CDS Hooks and PAMA name a consultation. */
    public String uri() {
        return decisionId.urn();
    }

    /** SHA-256 over the states of all facts that were looked at, {@code fact=state} each, sorted. */
    public String factHash() {
        return Sha256.of(verdict.trace().facts().stream()
                        .map(fact -> fact.fact() + "=" + fact.state().code())
                        .sorted()
                        .collect(Collectors.joining("\n")))
                .toString();
    }

    /** What came of it, in one word: a category, or why there is none. */
    public String result() {
        return VerdictKind.of(verdict).code();
    }
}
