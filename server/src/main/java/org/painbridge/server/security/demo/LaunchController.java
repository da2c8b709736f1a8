package org.painbridge.server.security.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Encounter;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CallLog;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreSettings;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where an EMR says which record it has open, before it opens an app. */
@RestController
@Profile("demo")
class LaunchController {
    static final String PATH = "/smart/launch";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

    private final ObjectMapper json = new ObjectMapper();
    private final DemoSettings settings;
    private final Launches launches;
    private final CallerViews views;
    private final FhirStore store;
    private final String base;
    private final CallLog log;
    private final ProblemTranslator problems;
    private final FhirContext context;

    LaunchController(
            DemoSettings settings,
            Launches launches,
            CallerViews views,
            FhirStore store,
            StoreSettings here,
            CallLog log,
            ProblemTranslator problems,
            FhirContext context) {
        this.settings = settings;
        this.launches = launches;
        this.views = views;
        this.store = store;
        this.base = here.baseUrl();
        this.log = log;
        this.problems = problems;
        this.context = context;
    }

    /** @param banner left out for yes: an app that shows no name where none is shown around it is a danger */
    record Opened(
            @Nullable String app,
            @Nullable String patient,
            @Nullable String encounter,
            @JsonProperty("need_patient_banner") @Nullable Boolean banner) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> begin(@RequestBody String body, HttpServletRequest request) {
        String client = emr(request);
        Opened opened = read(body);
        String app = app(opened.app());
        StoreView view = views.of(request);
        String patient = there(view, "Patient", "patient", opened.patient()).id();
        Optional<String> encounter = Optional.ofNullable(opened.encounter()).map(id -> encounter(view, id, patient));
        boolean banner = !Boolean.FALSE.equals(opened.banner());
        log.called(client, request, List.of(patient));
        ObjectNode answer = json.createObjectNode();
        answer.put("launch", launches.begin(new LaunchContext(app, patient, encounter, banner)));
        answer.put("iss", base).put("expires_in", Launches.LIFE.toSeconds());
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.toString());
    }

    private Opened read(String body) {
        try {
            Opened opened = json.readValue(body, Opened.class);
            return opened == null ? new Opened(null, null, null, null) : opened; // The JSON null.
        } catch (JsonProcessingException e) {
            throw wrong("", "The body is a JSON object of app, patient, encounter and need_patient_banner");
        }
    }

    private String app(@Nullable String name) {
        DemoSettings.Client app = name == null ? null : settings.clients().get(name);
        if (name == null || app == null || !app.app()) {
            throw wrong("app", "app is the client_id of an app that people use");
        }
        return name;
    }

    /** The client of the token. */
    private String emr(HttpServletRequest request) {
        String client =
                request.getUserPrincipal() instanceof JwtAuthenticationToken token ? client(token.getToken()) : "";
        DemoSettings.Client known = settings.clients().get(client);
        if (known == null || !known.launches()) {
            throw new RequestProblem(ErrorCode.ACCESS_DENIED, "", "Apps are opened by clients that are allowed to");
        }
        return client;
    }

    private static String client(Jwt token) {
        return String.valueOf(token.getClaimAsString("client_id"));
    }

    private static StoredResource there(StoreView view, String type, String element, @Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw wrong(element, element + " is the id of a " + type);
        }
        return view.read(type, id)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> new StoreProblem.NotFound(type + "/" + id));
    }

    private String encounter(StoreView view, String id, String patient) {
        StoredResource stored = there(view, "Encounter", "encounter", id);
        Encounter encounter = (Encounter) store.parse(stored);
        if (!("Patient/" + patient).equals(encounter.getSubject().getReference())) {
            throw wrong("encounter", "The encounter is not of the patient");
        }
        return stored.id();
    }

    private static RequestProblem wrong(String element, String text) {
        return new RequestProblem(ErrorCode.INVALID_PARAMETER, element, text);
    }

    @ExceptionHandler({StoreProblem.class, RequestProblem.class})
    ResponseEntity<String> refused(RuntimeException problem) {
        BaseServerResponseException refusal = problems.translate(problem);
        return ResponseEntity.status(refusal.getStatusCode())
                .contentType(MediaType.parseMediaType("application/fhir+json"))
                .body(context.newJsonParser().encodeResourceToString(refusal.getOperationOutcome()));
    }
}
