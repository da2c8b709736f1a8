package org.painbridge.server.consent;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/**
 * {@code Patient/[id]/$break-glass} opens what is withheld, to who asks, for a while, and {@code Consent/$temporary-unblock} to the
 * organization of who asks; docs/operations/break-glass.md, temporary-unblock.md.
 */
public final class BreakGlassProvider implements CapabilityOperations {
    private final FhirStore store;
    private final CallerViews views;
    private final Callers callers;
    private final ConsentSettings settings;
    private final OverrideReasons reasons;

    BreakGlassProvider(
            FhirStore store, CallerViews views, Callers callers, ConsentSettings settings, OverrideReasons reasons) {
        this.store = store;
        this.views = views;
        this.callers = callers;
        this.settings = settings;
        this.reasons = reasons;
    }

    @Operation(
            name = "$break-glass",
            typeName = "Patient",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/break-glass")
    public Consent breakGlass(
            @IdParam IdType patient, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$break-glass", OverrideRequest.OF_PERSON, request, body);
        OverrideRequest asked = OverrideRequest.of(sent, reasons);
        String practitioner = practitioner(caller(request));
        return open(request, asked, patient.getIdPart(), practitioner, practitioner);
    }

    /** The same for all who work in the organization, as in Ontario's DHDR; docs/operations/temporary-unblock.md. */
    @Operation(
            name = "$temporary-unblock",
            typeName = "Consent",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/temporary-unblock")
    public Consent temporaryUnblock(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent =
                OperationParameters.of("$temporary-unblock", OverrideRequest.OF_ORGANIZATION, request, body);
        String patient = reference(sent, "patient", "Patient")
                .orElseThrow(
                        () -> OverrideRequest.problem("patient", "patient is a reference to a Patient of this server"));
        OverrideRequest asked = OverrideRequest.of(sent, reasons);
        Caller caller = caller(request);
        String practitioner = practitioner(caller);
        String organization = organization(caller, reference(sent, "organization", "Organization"));
        return open(request, asked, patient.substring("Patient/".length()), practitioner, organization);
    }

    private Caller caller(RequestDetails request) {
        return callers.of(((ServletRequestDetails) request).getServletRequest());
    }

    private Consent open(
            RequestDetails request, OverrideRequest asked, String patient, String practitioner, String opensTo) {
        StoreView view = store.within(views.scope(request).withoutDirectives());
        require(view, "Patient", patient);
        asked.performer().ifPresent(performer -> requireRelated(view, performer, patient));
        return store.write(transaction -> {
            Consent consent = asked.consent(
                    "Patient/" + patient, practitioner, opensTo, transaction.now(), settings.overrideFor());
            return transaction.parse(Consent.class, transaction.create(consent));
        });
    }

    private static Optional<String> reference(OperationParameters sent, String name, String type) {
        return sent.value(name).map(value -> {
            String reference = value instanceof Reference named ? String.valueOf(named.getReference()) : "";
            if (!reference.matches(type + "/[A-Za-z0-9\\-.]{1,64}")) {
                throw OverrideRequest.problem(name, name + " is a reference to a " + type + " of this server");
            }
            return reference;
        });
    }

    /** In which the caller works; which of several is to be said. */
    private static String organization(Caller caller, Optional<String> named) {
        List<String> own = caller.members().stream()
                .filter(member -> member.startsWith("Organization/"))
                .filter(member -> named.isEmpty() || named.get().equals(member))
                .toList();
        if (own.size() != 1) {
            throw new RequestProblem(
                    ErrorCode.OVERRIDE_REFUSED,
                    "Parameters.parameter.where(name='organization')",
                    "It opens for one organization in which you work now, by an active PractitionerRole: say in organization"
                            + " which one");
        }
        return own.getFirst();
    }

    /** Who asks, and for nobody else. */
    private String practitioner(Caller caller) {
        boolean role = settings.overrideRoles().isEmpty()
                || caller.role().filter(settings.overrideRoles()::contains).isPresent();
        boolean allowed = role && caller.mayForAll(Permission.READ, "Patient");
        return caller.practitioner()
                .filter(practitioner -> allowed)
                .orElseThrow(() -> new RequestProblem(
                        ErrorCode.OVERRIDE_REFUSED,
                        "",
                        "The glass is broken by a person, who is a Practitioner of this server and whose role may: sign in as"
                                + " such, with user/ scopes"));
    }

    private static StoredResource require(StoreView view, String type, String id) {
        StoredResource stored = view.read(type, id).orElseThrow(() -> new StoreProblem.NotFound(type + "/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return stored;
    }

    private void requireRelated(StoreView view, String performer, String patient) {
        StoredResource stored = require(view, "RelatedPerson", performer.substring("RelatedPerson/".length()));
        RelatedPerson person = (RelatedPerson) store.parse(stored);
        if (!("Patient/" + patient).equals(person.getPatient().getReference())) {
            throw OverrideRequest.problem("performer", "performer is a RelatedPerson of this patient");
        }
    }
}
