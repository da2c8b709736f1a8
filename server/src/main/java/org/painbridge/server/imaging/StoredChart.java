package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** What this server itself holds of the person an order is for; used where the caller sends nothing. */
public final class StoredChart {
    private static final List<String> TYPES = List.of(
            "Condition",
            "Observation",
            "QuestionnaireResponse",
            "Procedure",
            "ServiceRequest",
            "MedicationRequest",
            "MedicationStatement",
            "AllergyIntolerance",
            "ImagingStudy",
            "DiagnosticReport",
            "Device");

    private final FhirContext context;
    private final FhirStore store;
    private final CallerViews views;

    public StoredChart(FhirContext context, FhirStore store, CallerViews views) {
        this.context = context;
        this.store = store;
        this.views = views;
    }

    /** Makes the references of a request relative where they lead to this server. */
    void localise(Parameters request) {
        store.localise(request);
    }

    Optional<Patient> patient(Reference subject, RequestDetails request) {
        return patient(subject, views.of(request));
    }

    public Optional<Patient> patient(Reference subject, StoreView view) {
        IIdType id = subject.getReferenceElement();
        if (!"Patient".equals(id.getResourceType()) || !id.hasIdPart() || id.isAbsolute()) {
            return Optional.empty();
        }
        return view.read("Patient", id.getIdPart())
                .filter(stored -> !stored.deleted())
                .map(this::parse)
                .map(Patient.class::cast);
    }

    /**
     * An order that is stored here.
     *
     * @throws StoreProblem if there is none, or none any more
     */
    ServiceRequest order(String id, RequestDetails request) {
        StoredResource stored = views.of(request)
                .read("ServiceRequest", id)
                .orElseThrow(() -> new StoreProblem.NotFound("ServiceRequest/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return (ServiceRequest) parse(stored);
    }

    /** All of it, page by page: a red flag may be on the last one. */
    List<Resource> data(Patient patient, RequestDetails request) {
        return data(patient, views.of(request));
    }

    public List<Resource> data(Patient patient, StoreView view) {
        List<Resource> data = new ArrayList<>();
        for (String type : TYPES) {
            SearchQuery all = SearchQuery.of(type)
                    .where("patient", "Patient/" + patient.getIdElement().getIdPart())
                    .where("_count", "200");
            SearchPage page = view.search(all);
            page.matches().forEach(stored -> data.add(parse(stored)));
            while (page.nextCursor() != null) {
                page = view.search(all.where("_cursor", page.nextCursor()));
                page.matches().forEach(stored -> data.add(parse(stored)));
            }
        }
        return data;
    }

    private Resource parse(StoredResource stored) {
        return (Resource) context.newJsonParser().parseResource(new String(stored.json(), StandardCharsets.UTF_8));
    }
}
