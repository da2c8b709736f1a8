package org.painbridge.server.fhirserver;

import org.painbridge.server.ErrorCode;

/** How many bytes of resources the answer to one bundle may still hold: all of them are in memory at once. */
final class AnswerBudget {
    private final long limit;
    private long left;

    AnswerBudget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** @throws EntryProblem where the answer would grow over the limit */
    void spend(int index, EntryAnswer answer) {
        if (answer.size() > left) {
            throw new EntryProblem(
                    index,
                    "request.url",
                    new RequestProblem(
                            ErrorCode.TOO_COSTLY,
                            "request.url",
                            "With this entry the answer would be larger than " + limit
                                    + " bytes, the limit of this server (painbridge.rest.max-bundle-answer): ask for less,"
                                    + " or in several requests"));
        }
        left -= answer.size();
    }
}
