package org.painbridge.server.fhirserver;

import java.io.IOException;
import org.painbridge.server.ErrorCode;

/** A request body goes on beyond the limit. */
final class BodyTooLarge extends IOException {
    BodyTooLarge(long limit) {
        super("The request body is larger than " + limit
                + " bytes, the limit of this server (painbridge.rest.max-body): send it in parts");
    }

    RequestProblem refusal() {
        return new RequestProblem(ErrorCode.BODY_TOO_LARGE, "", String.valueOf(getMessage()));
    }
}
