package org.painbridge.server.validation;

/** As many validations as allowed are under way; the caller may try again. */
public final class ValidationBusy extends RuntimeException {
    public ValidationBusy(String message) {
        super(message);
    }
}
