package org.painbridge.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CompartmentPath;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoredResource;

/** Notes what the REST layer tells, and puts it into the trail before the answer goes out. */
final class InteractionRecorder implements InteractionLog {
    private static final Set<String> READ_ONLY = Set.of("GET", "HEAD");
    private static final String PATIENT = "Patient/";
    private static final int FIRST_REFUSAL = 400;

    private final FhirContext context;
    private final Interactions interactions;
    private final AuditLog log;

    InteractionRecorder(FhirContext context, Interactions interactions, AuditLog log) {
        this.context = context;
        this.interactions = interactions;
        this.log = log;
    }

    @Override
    public void asked(ServletRequestDetails request) {
        interactions.signedIn(request.getServletRequest());
        interactions.current().ifPresent(interaction -> interaction.is(request));
        boolean reads =
                READ_ONLY.contains(request.getServletRequest().getMethod()) || "_search".equals(request.getOperation());
        if ("AuditEvent".equals(request.getResourceName()) && !reads) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_INTERACTION,
                    "",
                    "The audit trail is the server's own, and never changed: it can be read and searched only");
        }
    }

    @Override
    public void asked(HttpServletRequest request) {
        interactions.signedIn(request);
    }

    @Override
    public void answering(@Nullable IBaseResource resource, byte @Nullable [] json) {
        if (resource == null || interactions.current().isEmpty()) {
            return;
        }
        byte[] bytes = json == null
                ? context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8)
                : json;
        Set<String> patients = PatientIds.in(bytes);
        if (resource instanceof Patient patient && patient.hasId()) {
            patients.add(patient.getIdElement().getIdPart());
        }
        interactions.concerns(List.copyOf(patients));
    }

    /** A write that was done is recorded in its transaction; a create that found a match wrote nothing. */
    @Override
    public void entry(String method, String url, int status, @Nullable StoredResource version, byte @Nullable [] json) {
        boolean read = method.equals("GET");
        String asked = read ? CompartmentPath.withoutOwner(url) : url;
        boolean matched = method.equals("POST") && status == 200;
        if (!read && !matched && status < FIRST_REFUSAL) {
            return;
        }
        Set<String> patients = new LinkedHashSet<>();
        if (!asked.equals(url) && url.startsWith(PATIENT)) {
            patients.add(url.substring(PATIENT.length(), url.indexOf('/', PATIENT.length())));
        }
        if (version != null) {
            patients.addAll(PatientIds.of(version));
        }
        if (json != null) {
            patients.addAll(PatientIds.in(json));
        }
        String target = version == null ? asked.split("\\?", 2)[0] : version.versionedReference();
        interactions
                .current()
                .ifPresent(interaction -> interaction.add(new AuditEntry(
                        kind(method, asked),
                        status,
                        interaction.agent(),
                        target,
                        AuditEntry.clean(method + " " + url, AuditEntry.LONGEST_QUERY),
                        List.copyOf(patients))));
    }

    @Override
    public void note(String text) {
        interactions.current().ifPresent(interaction -> interaction.note(text));
    }

    private static String kind(String method, String url) {
        return switch (method) {
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> url.contains("?") || !url.contains("/") ? "search-type" : "read";
        };
    }

    /**
     * Puts what is left of the request into the trail.
     *
     * @throws RuntimeException if that cannot be done
     */
    void record(Interaction interaction, int status) {
        if (interaction.isRecorded()) {
            return;
        }
        List<AuditEntry> rest = interaction.rest(status);
        if (!rest.isEmpty()) {
            log.append(rest);
        }
        interaction.recorded();
    }
}
