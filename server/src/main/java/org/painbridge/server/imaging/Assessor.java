package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.OrderRating;
import org.painbridge.imaging.fhir.PamaRating;
import org.painbridge.imaging.fhir.VerdictWriter;
import org.painbridge.server.store.StoreSettings;

/** Gathers what is known of the person, asks the rules, keeps the decision as the mode says, and writes the answer. */
final class Assessor {
    /** Whom PAMA calls the mechanism that was consulted. */
    private static final String MECHANISM = "PainBridge";

    /** The same whether there is anything withheld or not, so that it tells nothing but to think of it. */
    private static final String WITHHELD =
            "Judged by what this caller may see of the record: what is withheld from the caller, if anything, did not"
                    + " count. Ask the patient where it matters.";

    private static final String WITHHELD_FR =
            "Jugé d'après ce que cet appelant peut voir du dossier : ce qui lui est refusé, le cas échéant, n'a pas"
                    + " compté. Interroger le patient si cela importe.";

    private final Guidelines guidelines;
    private final StoredChart chart;
    private final Decisions decisions;
    private final ImagingSettings settings;
    private final Clock clock;
    private final StoreSettings store;
    private final OrderRating rating;

    Assessor(
            Guidelines guidelines,
            StoredChart chart,
            Decisions decisions,
            ImagingSettings settings,
            Clock clock,
            StoreSettings store) {
        this.guidelines = guidelines;
        this.chart = chart;
        this.decisions = decisions;
        this.settings = settings;
        this.clock = clock;
        this.store = store;
        this.rating = new OrderRating(new PamaRating(settings.noCriteriaCode(), MECHANISM));
    }

    AssessmentRequest read(Parameters sent) {
        return new AssessmentRequest(localised(sent), settings);
    }

    /** With relative references where they lead to this server. */
    Parameters localised(Parameters sent) {
        chart.localise(sent);
        return sent;
    }

    Parameters assess(AssessmentRequest asked, ServiceRequest order, RequestDetails caller) {
        ImagingRequest request = request(asked, order, caller);
        List<ImagingAppropriateness> packs = packs(asked);
        VerdictWriter writer = new VerdictWriter(asked.form(ImagingSettings.pages(store)), rating);
        ImagingDecision decision = packs.getFirst().decide(request);
        Decisions.Asked question =
                new Decisions.Asked(request, packs.getFirst(), asked.patient().isPresent());
        Optional<Decisions.Kept> kept = keep(asked.mode(), decision, question, writer);
        Parameters answer = writer.parameters(
                kept.map(each -> decision.signed(each.token())).orElse(decision));
        for (ImagingAppropriateness other : packs.subList(1, packs.size())) {
            answer.addParameter()
                    .setName("decision")
                    .setResource(writer.parameters(other.decide(request))
                            .getParameterFirstRep()
                            .getResource());
        }
        kept.ifPresent(each -> {
            answer.addParameter().setName("provenance").setResource(each.provenance());
            answer.addParameter("token", new StringType(each.token()));
        });
        if (asked.readsRecord() && chart.mayLack(caller)) {
            ((OperationOutcome) answer.getParameter("outcome").getResource())
                    .addIssue()
                    .setSeverity(IssueSeverity.INFORMATION)
                    .setCode(IssueType.SUPPRESSED)
                    .setDiagnostics(asked.language() == Language.FR ? WITHHELD_FR : WITHHELD);
        }
        return answer;
    }

    /** As the mode says; empty where nothing was signed. */
    private Optional<Decisions.Kept> keep(
            Mode mode, ImagingDecision decision, Decisions.Asked question, VerdictWriter writer) {
        return switch (mode) {
            case LIVE -> Optional.of(decisions.keep(decision, question, writer.record(decision)));
            case SHADOW -> {
                decisions.keepFacts(decision, question);
                yield Optional.empty();
            }
            case SIMULATE -> Optional.empty();
        };
    }

    private ImagingRequest request(AssessmentRequest asked, ServiceRequest order, RequestDetails caller) {
        Optional<Patient> patient = asked.patient().or(() -> chart.patient(order.getSubject(), caller));
        List<Resource> data = data(asked, patient, caller);
        data.removeIf(resource -> isSame(order, resource));
        return new ImagingRequest(
                order,
                patient.orElse(null),
                data,
                asked.evaluatedAt(clock.instant().atZone(store.timeZone()).toOffsetDateTime(), store.timeZone()));
    }

    /** An order in the record of the person is no repetition of itself. */
    private static boolean isSame(ServiceRequest order, Resource resource) {
        String id = order.getIdElement().getIdPart();
        return resource instanceof ServiceRequest
                && id != null
                && id.equals(resource.getIdElement().getIdPart());
    }

    /** The caller's data; without any, what is stored here. Answers always count. */
    private List<Resource> data(AssessmentRequest asked, Optional<Patient> patient, RequestDetails caller) {
        List<Resource> data = new ArrayList<>();
        Optional<Bundle> sent = asked.data();
        if (sent.isPresent()) {
            sent.get().getEntry().stream()
                    .map(BundleEntryComponent::getResource)
                    .filter(resource -> resource != null)
                    .forEach(data::add);
        } else if (asked.readsRecord()) {
            patient.map(known -> chart.data(known, caller)).ifPresent(data::addAll);
        }
        data.addAll(asked.answers());
        return data;
    }

    private List<ImagingAppropriateness> packs(AssessmentRequest asked) {
        List<String> names = asked.guidelines();
        return names.isEmpty()
                ? List.of(guidelines.inForce())
                : names.stream()
                        .map(name -> guidelines.named(name, "guideline"))
                        .toList();
    }
}
