package org.painbridge.server.dispensing.jobs;

/** What was sent is no good, and would be none if it came again. */
public final class JobRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobRefused(String message) {
        super(message);
    }
}
