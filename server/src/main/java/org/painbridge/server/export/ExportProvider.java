package org.painbridge.server.export;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupMemberComponent;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.ExportQuery.Patients;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** {@code $export} of the server, of all patients and of a group; docs/operations/export.md. */
public final class ExportProvider implements CapabilityOperations {
    private static final String BULK = "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/";

    private final FhirStore store;
    private final CallerViews views;
    private final Exports exports;
    private final ExportRunner runner;
    private final Collection<String> types;
    private final Collection<String> patientTypes;

    ExportProvider(
            FhirStore store,
            CallerViews views,
            Exports exports,
            ExportRunner runner,
            Collection<String> types,
            Collection<String> patientTypes) {
        this.store = store;
        this.views = views;
        this.exports = exports;
        this.runner = runner;
        this.types = List.copyOf(new TreeSet<>(types));
        this.patientTypes = List.copyOf(patientTypes);
    }

    @Operation(name = "$export", idempotent = true, manualResponse = true, canonicalUrl = BULK + "export")
    public void ofServer(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response) {
        ExportRequest asked = new ExportRequest(request, body);
        begin(asked.definition(Patients.ANY, types), List.of(), request, response);
    }

    @Operation(
            name = "$export",
            typeName = "Patient",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = BULK + "patient-export")
    public void ofPatients(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response) {
        ExportRequest asked = new ExportRequest(request, body);
        begin(asked.definition(Patients.ALL, patientTypes), List.of(), request, response);
    }

    @Operation(
            name = "$export",
            typeName = "Group",
            idempotent = true,
            manualResponse = true,
            canonicalUrl = BULK + "group-export")
    public void ofGroup(
            @IdParam IdType group,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request,
            HttpServletResponse response) {
        ExportRequest asked = new ExportRequest(request, body);
        begin(asked.definition(Patients.LISTED, patientTypes), members(group.getIdPart(), request), request, response);
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        CapabilityOperations.answeredLater(rest, "export");
    }

    private void begin(
            ExportDefinition definition, List<String> patients, RequestDetails request, HttpServletResponse response) {
        if (!views.scope(request).everything()) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "$export is for callers who may see everything: search for what you may see, or ask for one patient"
                            + " by Patient/[id]/$everything");
        }
        definition.types().stream()
                .flatMap(type -> definition.filters(type).stream())
                .forEach(store::requireFilter);
        String id = exports.begin(definition, patients);
        runner.wake();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Content-Location", request.getFhirServerBase() + ExportServlet.PATH + "/" + id);
    }

    /** The patients who are members at present. */
    private List<String> members(String id, RequestDetails request) {
        StoredResource stored =
                views.of(request).read("Group", id).orElseThrow(() -> new StoreProblem.NotFound("Group/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        Group group = (Group) store.parse(stored);
        return group.getMember().stream()
                .filter(member -> !member.getInactive())
                .map(GroupMemberComponent::getEntity)
                .map(entity -> entity.getReferenceElement())
                .filter(entity -> !entity.isAbsolute() && "Patient".equals(entity.getResourceType()))
                .map(entity -> entity.getIdPart())
                .distinct()
                .toList();
    }
}
