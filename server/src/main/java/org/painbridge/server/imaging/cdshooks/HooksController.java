package org.painbridge.server.imaging.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestBody;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreProblem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** CDS Hooks over HTTP: discovery, the service, and feedback. */
@RestController
@RequestMapping(path = "/cds-services", produces = MediaType.APPLICATION_JSON_VALUE)
class HooksController {
    private final Discovery discovery;
    private final ClientTrust trust;
    private final Clients clients;
    private final ImagingHook hook;
    private final FeedbackReader feedback;
    private final FeedbackTable table;
    private final HookSettings settings;
    private final ProblemTranslator problems;
    private final FhirContext context;

    HooksController(
            Discovery discovery,
            ClientTrust trust,
            Clients clients,
            ImagingHook hook,
            FeedbackReader feedback,
            FeedbackTable table,
            HookSettings settings,
            ProblemTranslator problems,
            FhirContext context) {
        this.discovery = discovery;
        this.trust = trust;
        this.clients = clients;
        this.hook = hook;
        this.feedback = feedback;
        this.table = table;
        this.settings = settings;
        this.problems = problems;
        this.context = context;
    }

    @GetMapping
    byte[] discovery(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        trust.caller(token, settings.baseUrl());
        return discovery.answer();
    }

    @PostMapping("/{service}")
    byte[] call(
            @PathVariable String service,
            HttpServletRequest sent,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        requireKnown(service);
        Optional<Caller> caller = trust.caller(token, settings.baseUrl() + "/" + service);
        return hook.answer(body(sent), caller, language, sent);
    }

    @PostMapping("/{service}/feedback")
    void feedback(
            @PathVariable String service,
            HttpServletRequest sent,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        requireKnown(service);
        Optional<Caller> caller = trust.caller(token, settings.baseUrl() + "/" + service + "/feedback");
        table.add(feedback.read(body(sent)), caller.orElse(clients.unnamed()).name());
    }

    private byte[] body(HttpServletRequest sent) {
        requireFit(sent.getContentLengthLong());
        byte[] body = RequestBody.read(sent);
        requireFit(body.length);
        RequestBody.requireUtf8(body, sent.getContentType());
        return body;
    }

    private void requireFit(long bytes) {
        if (bytes > settings.maxBody().toBytes()) {
            throw new RequestProblem(
                    ErrorCode.BODY_TOO_LARGE,
                    "",
                    "The call is larger than " + settings.maxBody()
                            + " (painbridge.cds-hooks.max-body): prefetch less");
        }
    }

    private static void requireKnown(String service) {
        if (!service.equals(Discovery.SERVICE)) {
            throw new RequestProblem(
                    ErrorCode.UNKNOWN_CDS_SERVICE,
                    "",
                    "There is no CDS service of that name; GET /cds-services lists all");
        }
    }

    @ExceptionHandler({RequestProblem.class, StoreProblem.class})
    ResponseEntity<String> refused(RuntimeException problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        var answer = ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"));
        if (refusal.getStatusCode() == HttpStatus.UNAUTHORIZED.value()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(context.newJsonParser().encodeResourceToString(refusal.getOperationOutcome()));
    }
}
