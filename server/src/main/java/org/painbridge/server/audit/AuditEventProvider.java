package org.painbridge.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.audit.AuditRow.Place;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.SearchRequest;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** The trail as AuditEvents: to be read and searched, by who may. Nobody writes them. */
public final class AuditEventProvider implements IResourceProvider, CapabilityOperations {
    private static final String TYPE = "AuditEvent";

    private final FhirContext context;
    private final FhirStore store;
    private final Callers callers;
    private final Answers answers;
    private final AuditQueryReader reader;
    private final BalpWriter writer;
    private final BrokenGlass glass;

    AuditEventProvider(
            FhirContext context,
            FhirStore store,
            Callers callers,
            Answers answers,
            AuditQueryReader reader,
            BalpWriter writer,
            BrokenGlass glass) {
        this.context = context;
        this.store = store;
        this.callers = callers;
        this.answers = answers;
        this.reader = reader;
        this.writer = writer;
        this.glass = glass;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public IBaseResource read(@IdParam IdType id, RequestDetails request) {
        String patient = onlyOf(request, Permission.READ);
        Place place = AuditQuery.place(id.getIdPart()).orElseThrow(() -> new StoreProblem.NotFound(id.getValue()));
        Sql sql = new Sql()
                .add("select " + AuditTable.COLUMNS + " from audit_event e where e.at = ?", place.at())
                .add(" and e.chain = ? and e.link = ?", place.chain(), place.link());
        if (patient != null) {
            sql.add(" and e.patient = ?", patient);
        }
        return resources(rows(sql), patient == null).stream()
                .findFirst()
                .map(resource -> answers.resource(resource, request, null))
                .orElseThrow(() -> new StoreProblem.NotFound(id.getValue()));
    }

    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        String patient = onlyOf(request, Permission.SEARCH);
        AuditQuery asked = reader.read(request.getParameters(), SearchRequest.lenient(request));
        AuditQuery query = patient == null ? asked : asked.where(sql -> sql.add("e.patient = ?", patient));
        List<AuditRow> rows = query.count() == 0 ? List.of() : rows(query.page());
        boolean more = rows.size() > query.count();
        List<AuditRow> page = more ? rows.subList(0, query.count()) : rows;
        return answers.search(
                TYPE,
                new SearchPage(
                        resources(page, patient == null),
                        List.of(),
                        query.total() ? number(query.number()) : null,
                        more ? page.getLast().place().id() : null,
                        query.used(),
                        query.ignored(),
                        List.of()),
                request);
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        rest.getResource().stream()
                .filter(resource -> TYPE.equals(resource.getType()))
                .forEach(resource -> {
                    resource.setVersioning(ResourceVersionPolicy.NOVERSION);
                    resource.setDocumentation("Written by the server alone; the newest first");
                    resource.getSearchParam().clear();
                    AuditQueryReader.PARAMETERS.forEach((name, type) ->
                            resource.addSearchParam().setName(name).setType(SearchParamType.fromCode(type)));
                });
    }

    /** The one patient whose entries the caller may see; null for those of all. */
    private @Nullable String onlyOf(RequestDetails request, Permission permission) {
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        if (caller.mayAsSystem(permission, TYPE)) {
            return null;
        }
        Optional<String> patient = caller.mayForPatient(permission, TYPE);
        return patient.orElseThrow(() -> new RequestProblem(
                ErrorCode.SCOPE_MISSING,
                "",
                "The audit trail is open to system/AuditEvent." + permission.letter()
                        + " and, as far as it is about the patient, to patient/AuditEvent." + permission.letter()));
    }

    private List<AuditRow> rows(Sql sql) {
        return store.query(connection -> {
            List<AuditRow> found = new ArrayList<>();
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(AuditTable.row(rows));
                }
            }
            return found;
        });
    }

    private long number(Sql sql) {
        return store.query(connection -> {
            try (PreparedStatement statement = sql.prepare(connection);
                    ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private List<StoredResource> resources(List<AuditRow> rows, boolean withQuery) {
        BrokenGlass.Page broken = glass.of(rows);
        return rows.stream()
                .map(row -> resource(row, writer.write(row, withQuery, broken.covers(row))))
                .toList();
    }

    private StoredResource resource(AuditRow row, AuditEvent event) {
        byte[] json = context.newJsonParser().encodeResourceToString(event).getBytes(StandardCharsets.UTF_8);
        return new StoredResource(
                TYPE, row.place().id(), 1, Instant.ofEpochMilli(row.place().at()), false, json);
    }
}
