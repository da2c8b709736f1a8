package org.painbridge.server.consent;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.sql.SQLException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** {@code Patient/[id]/$break-glass}: opens what is withheld, to who asks, for a while; docs/operations/break-glass.md. */
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
        OverrideRequest asked = OverrideRequest.of(request, body, reasons);
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        String practitioner = practitioner(caller);
        StoreView view = store.within(views.scope(request).withoutDirectives());
        String id = patient.getIdPart();
        require(view, "Patient", id);
        asked.performer().ifPresent(performer -> requireRelated(view, performer, id));
        return store.write(transaction -> write(transaction, asked, "Patient/" + id, practitioner));
    }

    private Consent write(StoreTransaction transaction, OverrideRequest asked, String patient, String practitioner)
            throws SQLException {
        Consent consent = asked.consent(patient, practitioner, transaction.now(), settings.overrideFor());
        return transaction.parse(Consent.class, transaction.create(consent));
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
