package org.painbridge.server.imaging.cdshooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.fhir.CdsCard;
import org.painbridge.imaging.fhir.ImagingDecision;

/**
 * Figures and records of calls. % scored, % unknown and % actionable are those of {@code painbridge.cds.orders} by its tags
 * {@code verdict} and {@code card}.
 */
final class HookRecords {
    private static final String CALLS = "painbridge.cds.calls";

    private final MeterRegistry meters;
    private final DecisionLog log;

    HookRecords(MeterRegistry meters, DecisionLog log) {
        this.meters = meters;
        this.log = log;
    }

    void answered(HookName hook, long started) {
        time(hook.code(), "answered", started);
    }

    void refused(long started) {
        time("unknown", "refused", started);
    }

    void failed(Throwable failure, long started) {
        time("unknown", "failed", started);
        orderFailed(failure);
    }

    void orderFailed(Throwable failure) {
        meters.counter("painbridge.cds.failures", "cause", failure.getClass().getSimpleName())
                .increment();
    }

    /** An order was left for want of time. */
    void late() {
        meters.counter("painbridge.cds.failures", "cause", "late").increment();
    }

    void decided(ImagingDecision decision, Optional<CdsCard> card, HookName hook, Caller caller) {
        String verdict = OrderAssessor.kind(decision.verdict());
        String indicator =
                card.map(shown -> shown.headline().indicator().code()).orElse("none");
        meters.counter(
                        "painbridge.cds.orders",
                        "client",
                        caller.name(),
                        "mode",
                        caller.mode().name(),
                        "verdict",
                        verdict,
                        "card",
                        indicator)
                .increment();
        log.add(new DecisionLog.Entry(
                decision.id(),
                card.map(CdsCard::uuid).orElse(null),
                caller.name(),
                hook.code(),
                caller.mode().name(),
                verdict,
                decision.verdict() instanceof ImagingVerdict.Rated rated
                        ? rated.rule().toString()
                        : null,
                indicator,
                decision.evaluatedAt().toInstant().toEpochMilli()));
    }

    private void time(String hook, String outcome, long started) {
        meters.timer(CALLS, "hook", hook, "outcome", outcome).record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
}
