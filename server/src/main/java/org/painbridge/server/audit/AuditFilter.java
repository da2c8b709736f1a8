package org.painbridge.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * In front of everything under the FHIR base, and of {@link AuditedPages}: nothing of an answer leaves before the trail says what
 * it is.
 */
final class AuditFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    /** What tells nothing of anybody, in its plain form only: no dots or escapes that lead elsewhere. */
    private static final Pattern OF_NOBODY =
            Pattern.compile("/fhir/(metadata|api-docs|\\.well-known/smart-configuration"
                    + "|(swagger-ui|OperationDefinition)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?)");

    private static final Set<String> UNHEARD = Set.of("OPTIONS", "TRACE");

    private final FhirContext context;
    private final Interactions interactions;
    private final InteractionRecorder recorder;
    private final ProblemTranslator problems;

    AuditFilter(
            FhirContext context, Interactions interactions, InteractionRecorder recorder, ProblemTranslator problems) {
        this.context = context;
        this.interactions = interactions;
        this.recorder = recorder;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OF_NOBODY.matcher(request.getRequestURI()).matches() || UNHEARD.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Interaction interaction = interactions.begin(request);
        AuditedResponse audited = new AuditedResponse(response, status -> recorder.record(interaction, status));
        try {
            chain.doFilter(request, audited);
            audited.recordBeforeAnything();
        } finally {
            interactions.end();
        }
        RuntimeException failure = audited.failure();
        if (failure != null) {
            LOG.error("The audit trail cannot be written; the request is not answered", failure);
            refuse(response, failure);
        }
    }

    private void refuse(HttpServletResponse response, RuntimeException failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        BaseServerResponseException refusal = problems.translate(new StoreProblem.Unavailable(
                "The audit trail cannot be written at the moment, and nothing is answered without it: try again",
                failure));
        response.reset();
        response.setStatus(refusal.getStatusCode());
        refusal.getResponseHeaders()
                .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType("application/fhir+json;charset=UTF-8");
        response.getOutputStream()
                .write(context.newJsonParser()
                        .encodeResourceToString(Objects.requireNonNull(refusal.getOperationOutcome()))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
