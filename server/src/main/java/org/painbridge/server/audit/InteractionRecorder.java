package org.painbridge.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoredResource;

/** Notes what the REST layer tells, and puts it into the trail before the answer goes out. */
final class InteractionRecorder implements InteractionLog {
    private static final Set<String> READ_ONLY = Set.of("GET", "HEAD");
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
        EntryLine line = EntryLine.of(method, url);
        boolean matched = line.kind().equals("create") && status == 200;
        if (!line.reads() && !matched && status < FIRST_REFUSAL) {
            return;
        }
        Set<String> patients = new LinkedHashSet<>();
        if (version != null) {
            patients.addAll(PatientIds.of(version));
        }
        if (json != null) {
            patients.addAll(PatientIds.in(json));
        }
        String target = version == null ? line.target() : version.versionedReference();
        interactions.current().ifPresent(interaction -> {
            patients.addAll(interaction.named(line.patients(), status));
            interaction.add(new AuditEntry(
                    line.kind(),
                    status,
                    interaction.agent(),
                    target,
                    RequestLine.shown(method + " " + url),
                    List.copyOf(patients)));
        });
    }

    @Override
    public void alone(HttpServletRequest entry, IntSupplier work) {
        Interaction outer = interactions.current().orElseThrow(); // A bundle is under the base, as all of FHIR.
        Interaction inner = interactions.begin(entry);
        try {
            outer.holds(inner, work.getAsInt());
        } finally {
            interactions.resume(outer);
        }
    }

    @Override
    public void note(String text) {
        interactions.current().ifPresent(interaction -> interaction.note(text));
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
