package org.painbridge.server.imaging.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A refusal as HTTP. */
final class Refusals {
    private final ProblemTranslator problems;
    private final FhirContext context;

    Refusals(ProblemTranslator problems, FhirContext context) {
        this.problems = problems;
        this.context = context;
    }

    ResponseEntity<String> answer(RuntimeException problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        var answer = ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"));
        if (refusal.getStatusCode() == HttpStatus.UNAUTHORIZED.value()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(context.newJsonParser().encodeResourceToString(refusal.getOperationOutcome()));
    }
}
