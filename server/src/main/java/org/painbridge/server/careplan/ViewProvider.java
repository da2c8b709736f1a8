package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;

/** What a plan is now, or was, and what became of it; docs/operations/careplan-living-view.md, careplan-changes.md. */
public final class ViewProvider implements CapabilityOperations {
    private static final String DEFINED = "https://painbridge.example/fhir/OperationDefinition/careplan-";
    private static final List<String> CALLED_OFF = List.of("revoked", "cancelled", "entered-in-error", "rejected");

    private final FhirStore store;
    private final CallerViews views;
    private final String base;
    private final Clock clock;

    ViewProvider(FhirStore store, CallerViews views, StoreSettings settings, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.views = views;
        this.base = settings.baseUrl().endsWith("/") ? settings.baseUrl() : settings.baseUrl() + "/";
    }

    @Operation(name = "$living-view", typeName = "CarePlan", idempotent = true, canonicalUrl = DEFINED + "living-view")
    public Bundle livingView(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$living-view", List.of("asOf", "view"), request, body);
        String kind = sent.one("view").orElse("clinician");
        if (!List.of("clinician", "patient").contains(kind)) {
            throw OperationParameters.problem("view", "view is clinician or patient, not " + kind);
        }
        Instant asOf = sent.instant("asOf").orElse(null);
        PlanReader reader = new PlanReader(store, views.of(request), asOf);
        CarePlan plan = reader.plan(id.getIdPart());
        List<Resource> all = new ArrayList<>(List.of(plan));
        all.addAll(reader.parts(plan));
        all.addAll(reader.around(plan));
        String patient = plan.getSubject().getReference();
        Bundle bundle = new Bundle()
                .setType(BundleType.COLLECTION)
                .setTimestamp(Date.from(asOf == null ? clock.instant() : asOf));
        all.stream()
                .filter(resource -> kind.equals("clinician") || isForPatient(resource, plan, patient))
                .forEach(resource -> bundle.addEntry()
                        .setFullUrl(base + resource.fhirType() + "/"
                                + resource.getIdElement().getIdPart())
                        .setResource(resource));
        return bundle;
    }

    /** The plan, its goals, what is to be done, and what was said to the patient. */
    private static boolean isForPatient(Resource resource, CarePlan plan, String patient) {
        return switch (resource) {
            case CarePlan itself -> true;
            case Goal goal -> true;
            case Communication said ->
                patient.equals(said.getSender().getReference())
                        || said.getRecipient().stream()
                                .map(Reference::getReference)
                                .anyMatch(patient::equals);
            default -> isActivity(resource, plan) && !isCalledOff(resource);
        };
    }

    private static boolean isActivity(Resource resource, CarePlan plan) {
        String reference = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        return plan.getActivity().stream()
                .anyMatch(activity -> reference.equals(activity.getReference().getReference()));
    }

    private static boolean isCalledOff(Resource resource) {
        return resource.getNamedProperty("status").getValues().stream()
                .anyMatch(status -> CALLED_OFF.contains(status.primitiveValue()));
    }

    @Operation(name = "$changes", typeName = "CarePlan", idempotent = true, canonicalUrl = DEFINED + "changes")
    public Parameters changes(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$changes", List.of("for", "since"), request, body);
        PlanReader reader = new PlanReader(store, views.of(request), null);
        return new PlanChanges(reader, reader.plan(id.getIdPart())).since(sent.one("since"), reader(sent));
    }

    private static String reader(OperationParameters sent) {
        return sent.value("for")
                .map(value -> ((Reference) value).getReference())
                .or(() -> sent.one("for"))
                .orElse("");
    }
}
