package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreProblem;
import org.springframework.http.HttpHeaders;
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
    private final ImagingHook hook;
    private final FeedbackBox feedback;
    private final CallBody bodies;
    private final Refusals refusals;

    HooksController(
            Discovery discovery,
            ClientTrust trust,
            ImagingHook hook,
            FeedbackBox feedback,
            CallBody bodies,
            Refusals refusals) {
        this.discovery = discovery;
        this.trust = trust;
        this.hook = hook;
        this.feedback = feedback;
        this.bodies = bodies;
        this.refusals = refusals;
    }

    @GetMapping
    byte[] discovery(@RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        trust.caller(token, "");
        return discovery.answer();
    }

    @PostMapping("/{service}")
    byte[] call(
            @PathVariable String service,
            HttpServletRequest sent,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        requireKnown(service);
        Optional<Caller> caller;
        try {
            caller = trust.caller(token, "/" + service);
        } catch (StoreProblem | IllegalStateException e) { // The store, which knows the tokens that were used, failed.
            return hook.failed(e);
        }
        return hook.answer(bodies.of(sent), caller, language, sent);
    }

    @PostMapping("/{service}/feedback")
    void feedback(
            @PathVariable String service,
            HttpServletRequest sent,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String token) {
        requireKnown(service);
        Optional<Caller> caller = trust.caller(token, "/" + service + "/feedback");
        feedback.take(bodies.of(sent), caller.map(Caller::name).orElse(Clients.UNNAMED));
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
        return refusals.answer(problem);
    }
}
