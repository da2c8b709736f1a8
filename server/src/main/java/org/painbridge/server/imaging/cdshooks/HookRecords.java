package org.painbridge.server.imaging.cdshooks;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.server.fhirserver.CallLog;

/**
 * Figures and records of calls. % scored, % unknown and % actionable are those of {@code painbridge.cds.orders} by its tags
 * {@code verdict} and {@code card}.
 */
final class HookRecords {
    private static final String CALLS = "painbridge.cds.calls";

    private final MeterRegistry meters;
    private final HookDecisions decisions;
    private final CallLog calls;

    HookRecords(MeterRegistry meters, HookDecisions decisions, CallLog calls) {
        this.meters = meters;
        this.decisions = decisions;
        this.calls = calls;
    }

    /**
     * Puts the call into the audit trail, before it is answered.
     *
     * @param patients those of this server whose record was looked at
     */
    void called(Caller caller, HttpServletRequest request, List<String> patients) {
        calls.called(caller.name(), request, patients);
    }

    HookDecisions decisions() {
        return decisions;
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

    /** @param indicator of the card; none without one */
    void decided(ImagingDecision decision, String indicator, Caller caller) {
        meters.counter(
                        "painbridge.cds.orders",
                        "client",
                        caller.name(),
                        "mode",
                        caller.mode().name(),
                        "verdict",
                        decision.result(),
                        "card",
                        indicator)
                .increment();
    }

    private void time(String hook, String outcome, long started) {
        meters.timer(CALLS, "hook", hook, "outcome", outcome).record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
    }
}
