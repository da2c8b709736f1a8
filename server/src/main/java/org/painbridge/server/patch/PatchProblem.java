package org.painbridge.server.patch;

import org.painbridge.server.ErrorCode;

/** A patch that cannot be read or applied. The message may quote the patch: not for the log. */
public final class PatchProblem extends RuntimeException {
    private final ErrorCode code;
    private final String expression;

    PatchProblem(ErrorCode code, String expression, String message) {
        super(message);
        this.code = code;
        this.expression = expression;
    }

    /** The document is no patch, whatever it is applied to. */
    static PatchProblem malformed(String expression, String message) {
        return new PatchProblem(ErrorCode.MALFORMED_PATCH, expression, message);
    }

    /** The patch does not fit the resource. */
    static PatchProblem failed(String expression, String message) {
        return new PatchProblem(ErrorCode.PATCH_FAILED, expression, message);
    }

    public ErrorCode code() {
        return code;
    }

    /** Where in the patch: {@code [2].path}; empty for the patch as a whole. */
    public String expression() {
        return expression;
    }
}
