package org.painbridge.server.dispensing.disclosure;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.disclosure.Disclosure.State;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;

/** {@code $nms-disclose}, {@code $nms-disclosure-decide} and {@code $nms-disclosure}; docs/operations/nms-disclose.md. */
public final class DisclosureProvider implements CapabilityOperations {
    private static final String BASE = "https://painbridge.example/fhir/OperationDefinition/";
    private static final String STATUS = "$nms-disclosure";
    private static final String SECONDS_BETWEEN_QUESTIONS = "60";
    private static final int LONGEST_REASON = 1000;

    private final FhirContext context;
    private final Callers callers;
    private final Disclosures disclosures;
    private final Subjects subjects;
    private final DisclosureSettings settings;
    private final Clock clock;

    DisclosureProvider(
            FhirContext context,
            Callers callers,
            Disclosures disclosures,
            Subjects subjects,
            DisclosureSettings settings,
            Clock clock) {
        this.context = context;
        this.callers = callers;
        this.disclosures = disclosures;
        this.subjects = subjects;
        this.settings = settings;
        this.clock = clock;
    }

    @Operation(name = "$nms-disclose", manualResponse = true, canonicalUrl = BASE + "nms-disclose")
    public void request(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response)
            throws IOException {
        DisclosureRequest sent = DisclosureRequest.of(request, body, settings);
        sent.requireRecipients();
        Party requester = party(request, settings.requestRoles(), "request-roles");
        Identifier named = sent.subject();
        Instant now = Instant.ofEpochMilli(clock.millis());
        sent.asked(new Subject("", null), now); // What is missing is told before anybody is looked for.
        Subject subject = sent.isAboutPatient() ? subjects.patient(named) : subjects.practitioner(named);
        Disclosure fresh = disclosures.request(sent.asked(subject, now), requester);
        response.setHeader("Content-Location", url(request, fresh));
        waiting(request, response, new DisclosureWriter(fresh).pending());
    }

    @Operation(name = "$nms-disclosure-decide", canonicalUrl = BASE + "nms-disclosure-decide")
    public Parameters decide(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of(
                "$nms-disclosure-decide", List.of("decision", "reason", "request"), request, body);
        String id = id(sent);
        String decision = sent.one("decision").orElse("");
        Optional<String> reason = sent.one("reason").map(String::strip).filter(text -> !text.isEmpty());
        if (!Set.of("approve", "reject").contains(decision)) {
            throw OperationParameters.problem("decision", "decision is approve or reject");
        }
        boolean missing = decision.equals("reject") && reason.isEmpty();
        if (missing || reason.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
            throw OperationParameters.problem(
                    "reason", "Whoever rejects a disclosure says why, in at most 1000 characters");
        }
        Party approver = party(request, settings.approveRoles(), "approve-roles");
        Disclosure decided = decision.equals("approve")
                ? disclosures.approve(id, approver)
                : disclosures.reject(id, approver, reason.orElseThrow());
        return new DisclosureWriter(decided).decided();
    }

    /** How it stands; with {@code file}, a file of the package; without {@code request}, to who approves, what waits. */
    @Operation(name = STATUS, idempotent = true, manualResponse = true, canonicalUrl = BASE + "nms-disclosure")
    public void status(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response)
            throws IOException {
        OperationParameters sent = OperationParameters.of(STATUS, List.of("file", "request"), request, body);
        Caller caller = caller(request);
        if (sent.one("request").isEmpty() && isApprover(caller)) {
            send(request, response, DisclosureWriter.all(disclosures.pending()));
            return;
        }
        String id = id(sent);
        Disclosure found = disclosures
                .find(id)
                .filter(each -> isOf(each, caller) || mayDecide(each, caller))
                .orElseThrow(() -> Disclosures.notThere(id));
        if (found.isOver(clock.instant())) {
            throw Disclosures.expired(found);
        }
        Optional<String> file = sent.one("file");
        if (file.isPresent() && !isOf(found, caller)) {
            throw new RequestProblem(ErrorCode.ACCESS_DENIED, "", "Only the person who requested a package fetches it");
        }
        if (file.isPresent()) {
            send(response, type(file.get()), disclosures.fetch(found, file.get()));
        } else if (found.state() == State.PENDING) {
            waiting(request, response, new DisclosureWriter(found).pending());
        } else {
            Disclosure now = disclosures.withNotice(found);
            List<String> files =
                    now.state() == State.RELEASED && isOf(now, caller) ? disclosures.files(now) : List.of();
            send(request, response, new DisclosureWriter(now).told(url(request, now), files));
        }
    }

    /** An approver sees what is to be decided, and what became of it. */
    private boolean mayDecide(Disclosure disclosure, Caller caller) {
        return isApprover(caller) || (caller.isSteward() && disclosure.state() != State.PENDING);
    }

    private boolean isApprover(Caller caller) {
        return caller.role().filter(settings.approveRoles()::contains).isPresent();
    }

    private static boolean isOf(Disclosure disclosure, Caller caller) {
        return disclosure
                .requester()
                .equals(new Party(
                        caller.identity().client(),
                        String.valueOf(caller.identity().person())));
    }

    private Caller caller(RequestDetails request) {
        return callers.of(((ServletRequestDetails) request).getServletRequest());
    }

    /** A person of one of these roles; a program is nobody who answers for it. */
    private Party party(RequestDetails request, Set<String> roles, String setting) {
        Caller caller = caller(request);
        String person = caller.identity().person();
        if (person == null || caller.role().filter(roles::contains).isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "This is for a person whose token has one of the roles of painbridge.disclosure." + setting);
        }
        return new Party(caller.identity().client(), person);
    }

    private static String id(OperationParameters sent) {
        return sent.one("request")
                .filter(text -> text.matches("[0-9a-f-]{36}"))
                .orElseThrow(() -> OperationParameters.problem(
                        "request", "request is the id of a disclosure, as in Content-Location of the request for it"));
    }

    private static String url(RequestDetails request, Disclosure disclosure) {
        return request.getFhirServerBase() + "/" + STATUS + "?request=" + disclosure.id();
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "ndjson" -> "application/x-ndjson";
            case "pdf" -> "application/pdf";
            case "jws" -> "application/jose";
            default -> "application/json";
        };
    }

    private void waiting(RequestDetails request, HttpServletResponse response, Parameters told) throws IOException {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("X-Progress", "waiting for another person to approve it");
        response.setHeader("Retry-After", SECONDS_BETWEEN_QUESTIONS);
        send(request, response, told);
    }

    /** In the form that is asked for, as any answer. */
    private void send(RequestDetails request, HttpServletResponse response, Parameters told) throws IOException {
        EncodingEnum form =
                RestfulServerUtils.determineResponseEncodingWithDefault(request).getEncoding();
        byte[] content = form.newParser(context).encodeResourceToString(told).getBytes(StandardCharsets.UTF_8);
        send(response, form.getResourceContentTypeNonLegacy() + ";charset=UTF-8", content);
    }

    private static void send(HttpServletResponse response, String type, byte[] content) throws IOException {
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
