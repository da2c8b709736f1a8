package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.hl7.fhir.instance.model.api.IBaseOperationOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.fhir.CdsCards;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestBody;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreSettings;
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

/** CDS Hooks 2.0: discovery, and the service that looks at imaging orders about to be signed. */
@RestController
@RequestMapping("/cds-services")
class OrderSignHook {
    private static final String SERVICE = "imaging-appropriateness";
    /** SNOMED CT: imaging. An order of this category that we cannot read deserves a word; others are not our business. */
    private static final Code IMAGING = Code.of("http://snomed.info/sct", "363679005");

    private final FhirContext context;
    private final ImagingAppropriateness imaging;
    private final ProcedureCatalogue procedures;
    private final ProblemTranslator problems;
    private final Clock clock;
    private final StoreSettings settings;
    private final CardWriter writer;
    private final JsonChecks checks;
    private final ObjectMapper json = new ObjectMapper();

    OrderSignHook(
            FhirContext context,
            ImagingAppropriateness imaging,
            ProcedureCatalogue procedures,
            ProblemTranslator problems,
            Clock clock,
            StoreSettings settings,
            JsonChecks checks) {
        this.context = context;
        this.imaging = imaging;
        this.procedures = procedures;
        this.problems = problems;
        this.clock = clock;
        this.settings = settings;
        this.checks = checks;
        this.writer = new CardWriter(context);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    String discovery() {
        ObjectNode answer = json.createObjectNode();
        ObjectNode service = answer.putArray("services").addObject();
        service.put("hook", HookRequest.HOOK);
        service.put("id", SERVICE);
        service.put("title", "Imaging appropriateness");
        service.put(
                "description",
                "Rates imaging orders for low back pain by published criteria, with sources and better alternatives");
        service.putObject("prefetch")
                .put("patient", "Patient/{{context.patientId}}")
                .put("conditions", "Condition?patient={{context.patientId}}")
                .put("observations", "Observation?patient={{context.patientId}}")
                .put("answers", "QuestionnaireResponse?patient={{context.patientId}}");
        return answer.toString();
    }

    @PostMapping(path = "/{service}", produces = MediaType.APPLICATION_JSON_VALUE)
    String call(
            @PathVariable String service,
            HttpServletRequest sent,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, defaultValue = "en") String language) {
        if (!service.equals(SERVICE)) {
            throw new RequestProblem(
                    ErrorCode.UNKNOWN_CDS_SERVICE,
                    "",
                    "There is no CDS service " + service + "; GET /cds-services lists all");
        }
        byte[] body = RequestBody.read(sent);
        RequestBody.requireUtf8(body, sent.getContentType());
        checks.check(body);
        HookRequest request = HookRequest.parse(body, context, checks);
        OffsetDateTime now = clock.instant().atZone(settings.timeZone()).toOffsetDateTime();
        ObjectNode answer = json.createObjectNode();
        ArrayNode cards = answer.putArray("cards");
        for (ServiceRequest order : request.orders()) {
            if (isImaging(order)) {
                var question = new ImagingRequest(order, request.patient().orElse(null), request.data(), now);
                CdsCards.of(imaging.decide(question), Language.of(language))
                        .cards()
                        .forEach(card -> writer.add(cards, card, order));
            }
        }
        return answer.toString();
    }

    private boolean isImaging(ServiceRequest order) {
        boolean category = order.getCategory().stream()
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch(coding -> IMAGING.equals(code(coding)));
        return category
                || order.getCode().getCoding().stream()
                        .map(OrderSignHook::code)
                        .anyMatch(code -> code != null && procedures.find(code).isPresent());
    }

    private static @Nullable Code code(Coding coding) {
        return coding.hasSystem() && coding.hasCode() ? Code.of(coding.getSystem(), coding.getCode()) : null;
    }

    @ExceptionHandler(RequestProblem.class)
    ResponseEntity<String> refused(RequestProblem problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        IBaseOperationOutcome outcome = refusal.getOperationOutcome();
        return ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(context.newJsonParser().encodeResourceToString(outcome));
    }
}
