package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestBody;
import org.painbridge.server.fhirserver.RequestProblem;
import org.springframework.util.unit.DataSize;

/** The body of a call, within its limit. */
final class CallBody {
    private final DataSize most;

    CallBody(DataSize most) {
        this.most = most;
    }

    byte[] of(HttpServletRequest sent) {
        requireFit(sent.getContentLengthLong());
        byte[] body = RequestBody.read(sent);
        requireFit(body.length);
        RequestBody.requireUtf8(body, sent.getContentType());
        return body;
    }

    private void requireFit(long bytes) {
        if (bytes > most.toBytes()) {
            throw new RequestProblem(
                    ErrorCode.BODY_TOO_LARGE,
                    "",
                    "The call is larger than " + most + " (painbridge.cds-hooks.max-body): prefetch less");
        }
    }
}
