package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.painbridge.server.store.StoredResource;

/** What a plan is now, or was, and what became of it; docs/operations/careplan-living-view.md, careplan-changes.md. */
public final class ViewProvider implements CapabilityOperations {
    private static final String DEFINED = "https://painbridge.example/fhir/OperationDefinition/careplan-";
    private static final List<String> CALLED_OFF = List.of("revoked", "cancelled", "entered-in-error", "rejected");

    private final FhirStore store;
    private final CallerViews views;
    private final Answers answers;
    private final String base;
    private final Clock clock;

    ViewProvider(FhirStore store, CallerViews views, Answers answers, StoreSettings settings, Clock clock) {
        this.clock = clock;
        this.store = store;
        this.views = views;
        this.answers = answers;
        this.base = settings.baseUrl().replaceFirst("/$", "");
    }

    @Operation(name = "$living-view", typeName = "CarePlan", idempotent = true, canonicalUrl = DEFINED + "living-view")
    public Bundle livingView(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$living-view", List.of("asOf", "view"), request, body);
        String kind = sent.one("view").orElse("clinician");
        if (!List.of("clinician", "patient").contains(kind)) {
            throw OperationParameters.problem("view", "view is clinician or patient, not " + kind);
        }
        Instant asOf = sent.instant("asOf").orElse(null);
        if (asOf != null && asOf.isAfter(clock.instant())) {
            throw OperationParameters.problem("asOf", "asOf lies ahead: how the plan will be then is not known");
        }
        PlanReader reader = new PlanReader(store, views.of(request), asOf);
        StoredResource stored = reader.stored(id.getIdPart());
        CarePlan plan = (CarePlan) store.parse(stored);
        List<StoredResource> all = new ArrayList<>(List.of(stored));
        List<StoredResource> around = reader.storedAround(plan);
        all.addAll(reader.storedParts(plan, around));
        all.addAll(around);
        List<StoredResource> shown = kind.equals("clinician")
                ? all
                : all.stream()
                        .filter(each -> isForPatient(store.parse(each), plan))
                        .toList();
        return answers.collection(base, shown, asOf == null ? clock.instant() : asOf, request);
    }

    /** The plan, its goals, what is to be done, and what was said to the patient. */
    private static boolean isForPatient(Resource resource, CarePlan plan) {
        String patient = plan.getSubject().getReference();
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
