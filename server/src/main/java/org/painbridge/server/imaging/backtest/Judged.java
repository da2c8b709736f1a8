package org.painbridge.server.imaging.backtest;

import java.util.Optional;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.VerdictKind;

/**
 * What both rule sets say of a case.
 *
 * @param before of the baseline
 * @param after of the candidate
 */
record Judged(Side before, Side after) {

    /** @param scenario that made the rating; empty without one */
    record Side(VerdictKind kind, Optional<String> scenario) {
        static Side of(ImagingVerdict verdict) {
            return new Side(
                    VerdictKind.of(verdict),
                    verdict instanceof ImagingVerdict.Rated rated
                            ? Optional.of(rated.scenario().id())
                            : Optional.empty());
        }
    }

    Comparison.Transition transition() {
        return new Comparison.Transition(before.kind().code(), after.kind().code());
    }

    boolean isChanged() {
        return before.kind() != after.kind();
    }
}
