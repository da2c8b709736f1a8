package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.fhir.PlanDocument;
import org.painbridge.careplan.fhir.SheetSource;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;

/** A plan to read and to file: a FHIR document, or paper; docs/operations/careplan-render.md. */
public final class RenderProvider implements CapabilityOperations {
    private static final String PDF = "application/pdf";

    private final FhirStore store;
    private final CallerViews views;
    private final PlanPrinter printer;
    private final String base;
    private final Clock clock;

    RenderProvider(FhirStore store, CallerViews views, PlanPrinter printer, String base, Clock clock) {
        this.store = store;
        this.views = views;
        this.printer = printer;
        this.base = base.endsWith("/") ? base : base + "/";
        this.clock = clock;
    }

    @Operation(
            name = "$render",
            typeName = "CarePlan",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/careplan-render")
    public IBaseResource render(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$render", List.of("format", "language"), request, body);
        String format = one(sent, "format", List.of("document", "pdf")).orElse("document");
        Optional<String> language = one(sent, "language", List.of("en", "fr"));
        SheetSource source = PlanPrinter.source(new PlanReader(store, views.of(request), null), id.getIdPart());
        PlanSheet sheet = printer.sheet(source, language, clock.instant());
        return format.equals("pdf")
                ? binary(printer.print(sheet), source)
                : new PlanDocument(source, sheet, base).write(UUID.randomUUID().toString(), clock.instant());
    }

    private static Optional<String> one(OperationParameters sent, String name, List<String> known) {
        Optional<String> value = sent.one(name);
        value.filter(text -> !known.contains(text)).ifPresent(text -> {
            throw OperationParameters.problem(name, name + " is " + String.join(" or ", known) + ", not " + text);
        });
        return value;
    }

    /** Whose it is follows from the plan that it shows. */
    private static Resource binary(byte[] pdf, SheetSource source) {
        Binary binary = new Binary().setContentType(PDF).setData(pdf);
        binary.setSecurityContext(new Reference(source.plan().getSubject().getReference()));
        return binary;
    }
}
