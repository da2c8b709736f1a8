package org.painbridge.server.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the reason in place of a stack trace. */
final class RefusedStartAnalyzer extends AbstractFailureAnalyzer<RefusedStart> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, RefusedStart cause) {
        return new FailureAnalysis(cause.getMessage(), null, failure);
    }
}
