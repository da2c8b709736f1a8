package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;

/** The HTTP status of an answer whose body is not an OperationOutcome, as the refusal of a message is a message. */
public final class AnswerStatus {
    private static final String KEY = AnswerStatus.class.getName();

    private AnswerStatus() {}

    /** What the provider that answers this request returns goes out with that status. */
    public static void set(RequestDetails request, int status) {
        request.getUserData().put(KEY, status);
    }

    static void apply(RequestDetails request, ResponseDetails details) {
        if (request.getUserData().get(KEY) instanceof Integer status) {
            details.setResponseCode(status);
        }
    }
}
