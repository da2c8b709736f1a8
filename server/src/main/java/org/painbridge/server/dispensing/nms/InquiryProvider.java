package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** {@code MedicationDispense/$nms-inquiry}: what was dispensed to a person; docs/operations/nms-inquiry.md. */
public final class InquiryProvider implements CapabilityOperations {
    static final String PATH = "MedicationDispense/$nms-inquiry";
    private static final List<String> NAMES = List.of("birthDate", "from", "identifier", "to");

    private final CallerViews views;
    private final Identity identity;
    private final MonitoredDispenses dispenses;
    private final WithheldNotice withheld;
    private final Answers answers;
    private final int days;
    private final Clock clock;
    private final ZoneId zone;

    InquiryProvider(
            CallerViews views,
            Identity identity,
            MonitoredDispenses dispenses,
            WithheldNotice withheld,
            Answers answers,
            int days,
            Clock clock,
            ZoneId zone) {
        this.views = views;
        this.identity = identity;
        this.dispenses = dispenses;
        this.withheld = withheld;
        this.answers = answers;
        this.days = days;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(
            name = "$nms-inquiry",
            typeName = "MedicationDispense",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-inquiry")
    public Bundle inquire(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$nms-inquiry", NAMES, request, body);
        Window window = Window.of(sent, LocalDate.ofInstant(clock.instant(), zone), days);
        StoreView view = views.of(request);
        StoredResource patient = identity.find(view, sent);
        List<StoredResource> found =
                dispenses.stored(view, dispenses.rows(patient.id(), window.from(), window.to(), null));
        OperationOutcome notice = notice(window);
        withheld.add(notice, view, patient.id(), request);
        return answers.found(PATH, found, List.of(patient), notice, request);
    }

    static OperationOutcome notice(Window window) {
        OperationOutcome notice = new OperationOutcome();
        notice.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics("Monitored dispenses from " + window.from() + " to " + window.to() + ", newest first.");
        return notice;
    }
}
