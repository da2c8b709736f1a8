package org.painbridge.server.terminology;

import java.util.function.Supplier;
import org.painbridge.server.fhirserver.RequestProblem;

/** What is not here, as a refusal. */
final class Answering {
    private Answering() {}

    /**
     * @param parameter that names what the question is about
     * @throws RequestProblem where that is not here
     */
    static <T> T about(String parameter, Supplier<T> question) {
        try {
            return question.get();
        } catch (NotHere e) {
            throw new RequestProblem(e.code(), Inputs.place(parameter), e.message());
        }
    }
}
