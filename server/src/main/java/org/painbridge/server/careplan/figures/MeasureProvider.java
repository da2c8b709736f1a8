package org.painbridge.server.careplan.figures;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/** How long care plans take; docs/operations/evaluate-measure.md. */
public final class MeasureProvider implements CapabilityOperations {
    private static final String CSV = "text/csv";
    private static final List<String> NAMES = List.of("periodEnd", "periodStart", "reportType", "subject");

    private final FhirStore store;
    private final ZoneId zone;
    private final Clock clock;
    private final int least;
    private final FigureTable table = new FigureTable();
    private final FigureWriter writer = new FigureWriter();

    /** @param least smallest count of people that is shown */
    public MeasureProvider(FhirStore store, ZoneId zone, Clock clock, int least) {
        this.store = store;
        this.zone = zone;
        this.clock = clock;
        this.least = least;
    }

    @Operation(
            name = "$evaluate-measure",
            typeName = "Measure",
            idempotent = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Measure-evaluate-measure")
    public IBaseResource evaluate(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        if (!id.getIdPart().equals(ExchangeMeasure.ID)) {
            throw new StoreProblem.NotFound("Measure/" + id.getIdPart() + "/$evaluate-measure");
        }
        OperationParameters sent = OperationParameters.of("$evaluate-measure", NAMES, request, body);
        sent.one("reportType").filter(type -> !type.equals("summary")).ifPresent(type -> {
            throw OperationParameters.problem("reportType", "reportType is summary, not " + type);
        });
        Optional<String> organization = organization(sent);
        FigureScope scope =
                new FigureScope(organization.orElse(null), day(sent, "periodStart"), day(sent, "periodEnd"), zone);
        if (scope.last().isBefore(scope.first())) {
            throw OperationParameters.problem("periodEnd", "periodEnd is not before periodStart");
        }
        organization.ifPresent(this::requireStored);
        List<Figure> figures =
                store.query(connection -> table.counts(connection, scope)).shown(least);
        boolean csv = String.valueOf(request.getHeader("Accept")).contains(CSV);
        return csv
                ? new Binary().setContentType(CSV).setData(writer.csv(scope, figures))
                : writer.report(scope, figures, Date.from(clock.instant()));
    }

    private static Optional<String> organization(OperationParameters sent) {
        Optional<String> subject = sent.value("subject")
                .map(value -> value instanceof Reference reference ? String.valueOf(reference.getReference()) : "")
                .or(() -> sent.one("subject"));
        return subject.map(reference -> {
            if (!reference.matches("Organization/[A-Za-z0-9\\-.]{1,64}")) {
                throw OperationParameters.problem("subject", "subject is Organization/id");
            }
            return reference.substring("Organization/".length());
        });
    }

    /** Of one that was deleted there are figures; of one that never was, zeros would say that nobody was asked. */
    private void requireStored(String organization) {
        if (store.within(AccessScope.ALL).read("Organization", organization).isEmpty()) {
            throw new StoreProblem.NotFound("Organization/" + organization);
        }
    }

    private static LocalDate day(OperationParameters sent, String name) {
        try {
            return LocalDate.parse(sent.one(name)
                    .orElseThrow(() -> OperationParameters.problem(name, "Send " + name + ", a whole date")));
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-11-01");
        }
    }
}
