package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.MmeContribution;
import org.painbridge.dispensing.MmeContribution.Result;
import org.painbridge.dispensing.fhir.MmeWriter;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** {@code $nms-history} and {@code $pdmp-history}: all that is known of a person's monitored drugs; docs/operations/nms-history.md. */
public final class HistoryProvider implements CapabilityOperations {
    private static final String MME = "http://hl7.org/fhir/us/pdmp/StructureDefinition/pdmp-extension-mme";
    private static final String WITHHELD = "What is withheld from this caller, if anything, is not in it";
    private static final List<String> NAMES =
            List.of("birthDate", "delegate", "from", "identifier", "knownAt", "patient", "practitioner", "role", "to");

    private final FhirStore store;
    private final CallerViews views;
    private final Identity identity;
    private final PersonHistory histories;
    private final WithheldNotice withheld;
    private final InteractionLog log;
    private final String base;
    private final int days;
    private final Clock clock;
    private final ZoneId zone;

    /** @param base of the server, for the addresses of what is in bundles */
    HistoryProvider(
            FhirStore store,
            CallerViews views,
            Identity identity,
            PersonHistory histories,
            WithheldNotice withheld,
            InteractionLog log,
            String base,
            int days,
            Clock clock,
            ZoneId zone) {
        this.store = store;
        this.views = views;
        this.identity = identity;
        this.histories = histories;
        this.withheld = withheld;
        this.log = log;
        this.base = base.endsWith("/") ? base : base + "/";
        this.days = days;
        this.clock = clock;
        this.zone = zone;
    }

    @Operation(name = "$nms-history", canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-history")
    public Parameters history(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$nms-history", NAMES, request, body);
        Window window = Window.of(sent, today(), days);
        Instant at = sent.instant("knownAt").orElse(null);
        if (at != null && at.isAfter(clock.instant())) {
            throw OperationParameters.problem("knownAt", "knownAt lies ahead: what will be known is not known");
        }
        String asked = inWhoseName(sent);
        StoreView view = views.of(request);
        StoredResource patient = sent.value("patient").isPresent() ? named(view, sent) : identity.find(view, sent);
        if (!asked.isEmpty()) {
            log.note(asked);
        }
        PersonHistory.Known known = histories.of(view, patient.id(), window, at);
        Parameters answer = new Parameters();
        add(answer, "status", new CodeType(status(view, known)));
        add(answer, "patient", new Reference(patient.reference()));
        add(answer, "period", period(window));
        if (view.hidesSome()) {
            add(answer, "note", new StringType(WITHHELD));
        }
        answer.addParameter().setName("history").setResource(bundle(patient, known));
        answer.addParameter().setName("mme").setResource(new MmeWriter().write(known.mme(), false));
        return answer;
    }

    @Operation(
            name = "$pdmp-history",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/pdmp-history")
    public Parameters pdmpHistory(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        PdmpRequest asked = PdmpRequest.of(CapabilityOperations.parameters(body));
        StoreView view = views.of(request);
        StoredResource patient = identity.find(view, asked.identifier(), asked.birthDate());
        log.note(asked.inWhoseName());
        Window window = new Window(today().minusDays(days - 1L), today());
        PersonHistory.Known known = histories.of(view, patient.id(), window, null);
        Parameters answer = new Parameters();
        if (!known.dispenses().isEmpty()) {
            answer.addParameter().setName("pdmp-history-data").setResource(bundle(patient, withMme(known)));
        }
        OperationOutcome outcome = InquiryProvider.notice(window);
        withheld.add(outcome, view, patient.id(), request);
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .getDetails()
                .setText(status(view, known));
        answer.addParameter().setName("outcome").setResource(outcome);
        return answer;
    }

    /** To who may not see all of it, neither that this is all nor that there is nothing. */
    private static String status(StoreView view, PersonHistory.Known known) {
        if (view.hidesSome()) {
            return "partial";
        }
        return known.dispenses().isEmpty() ? "no-data" : "complete";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private static void add(Parameters answer, String name, Type value) {
        answer.addParameter().setName(name).setValue(value);
    }

    private static Period period(Window window) {
        Period period = new Period();
        period.getStartElement().setValueAsString(window.from().toString());
        period.getEndElement().setValueAsString(window.to().toString());
        return period;
    }

    private StoredResource named(StoreView view, OperationParameters sent) {
        String reference = reference(sent, "patient", "Patient").orElseThrow();
        StoredResource stored = view.read("Patient", reference.substring("Patient/".length()))
                .orElseThrow(() -> new StoreProblem.NotFound(reference));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(reference, stored.updated());
        }
        return stored;
    }

    /** For the audit trail, beside who the token says it is. */
    private static String inWhoseName(OperationParameters sent) {
        Map<String, String> types =
                Map.of("practitioner", "Practitioner", "role", "PractitionerRole", "delegate", "Practitioner");
        return List.of("practitioner", "role", "delegate").stream()
                .flatMap(name -> reference(sent, name, types.getOrDefault(name, "")).stream()
                        .map(reference -> name + "=" + reference))
                .collect(Collectors.joining("&"));
    }

    private static Optional<String> reference(OperationParameters sent, String name, String type) {
        return sent.value(name).map(value -> {
            String reference = value instanceof Reference named ? String.valueOf(named.getReference()) : "";
            if (!reference.matches(type + "/[A-Za-z0-9\\-.]{1,64}")) {
                throw OperationParameters.problem(name, name + " is a reference to a " + type + " of this server");
            }
            return reference;
        });
    }

    private Bundle bundle(StoredResource patient, PersonHistory.Known known) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION).setTimestamp(Date.from(clock.instant()));
        List<Resource> all = new ArrayList<>(List.of((Patient) store.parse(patient)));
        all.addAll(known.dispenses());
        all.addAll(known.findings());
        for (Resource resource : all) {
            bundle.addEntry()
                    .setFullUrl(base + resource.fhirType() + "/"
                            + resource.getIdElement().getIdPart())
                    .setResource(resource);
        }
        return bundle;
    }

    /** With the extension of the US guide on each dispense that counts: one of treatment would be summed by who reads it. */
    private static PersonHistory.Known withMme(PersonHistory.Known known) {
        Map<String, MmeContribution> contributions = known.mme().contributions().stream()
                .collect(Collectors.toMap(
                        each -> each.dispense().id().id(), Function.identity(), (first, second) -> first));
        for (MedicationDispense dispense : known.dispenses()) {
            MmeContribution own = contributions.get(dispense.getIdElement().getIdPart());
            if (own != null && own.inTotal() && own.result() instanceof Result.Computed computed) {
                dispense.addExtension(
                        new Extension(MME, new DecimalType(computed.mme().milligramsPerDay())));
            }
        }
        return known;
    }
}
