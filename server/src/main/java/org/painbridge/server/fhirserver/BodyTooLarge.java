package org.painbridge.server.fhirserver;

import java.io.IOException;

/** A request body goes on beyond the limit. */
final class BodyTooLarge extends IOException {
    BodyTooLarge(long limit) {
        super("The request body is larger than " + limit
                + " bytes, the limit of this server (painbridge.rest.max-body): send it in parts");
    }

    RequestProblem refusal() {
        return new RequestProblem(413, "body-too-large", "", String.valueOf(getMessage()));
    }
}
