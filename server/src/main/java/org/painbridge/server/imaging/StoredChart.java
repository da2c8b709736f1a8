package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.fhir.ChartLinks;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** What this server itself holds of the person an order is for; used where the caller sends nothing. */
public final class StoredChart {
    /** Of one search; more are on further pages. */
    private static final String PAGE = "200";

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

    /** Whether directives of patients or labels may take something out of what this caller sees. */
    boolean mayLack(RequestDetails request) {
        return views.of(request).hidesSome();
    }

    List<Resource> data(Patient patient, RequestDetails request) {
        return data(patient, EnumSet.complementOf(EnumSet.of(ChartPart.PATIENT)), views.of(request));
    }

    /**
     * All of these parts, page by page (a red flag may be on the last one), and the devices that they name.
     *
     * @param parts without the patient
     */
    public List<Resource> data(Patient patient, Set<ChartPart> parts, StoreView view) {
        String reference = "Patient/" + patient.getIdElement().getIdPart();
        List<Resource> data = new ArrayList<>();
        for (ChartPart part : parts) {
            data.addAll(all(SearchQuery.of(part.type()).where("patient", reference), view));
        }
        data.addAll(devices(ChartLinks.missingDevices(data), view));
        return data;
    }

    /** Those of the devices that are here. A reference to this server is stored without its base. */
    public List<Resource> devices(List<IIdType> named, StoreView view) {
        String ids = named.stream()
                .filter(id -> !id.isAbsolute())
                .map(IIdType::getIdPart)
                .distinct()
                .collect(Collectors.joining(","));
        return ids.isEmpty() ? List.of() : all(SearchQuery.of("Device").where("_id", ids), view);
    }

    private List<Resource> all(SearchQuery query, StoreView view) {
        SearchQuery paged = query.where("_count", PAGE);
        List<Resource> found = new ArrayList<>();
        SearchPage page = view.search(paged);
        page.matches().forEach(stored -> found.add(parse(stored)));
        while (page.nextCursor() != null) {
            page = view.search(paged.where("_cursor", page.nextCursor()));
            page.matches().forEach(stored -> found.add(parse(stored)));
        }
        return found;
    }

    private Resource parse(StoredResource stored) {
        return (Resource) context.newJsonParser().parseResource(new String(stored.json(), StandardCharsets.UTF_8));
    }
}
