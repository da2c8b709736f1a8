package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.ActionSelectionBehavior;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.Alternative;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.RuleSetRef;

/** The alternatives as a group to choose at most one from, best first. */
final class AlternativesWriter {
    private final AnswerForm form;
    private final Language language;

    AlternativesWriter(AnswerForm form) {
        this.form = form;
        this.language = form.language();
    }

    /** The group, with the orders to choose from contained in it, and the id of the decision. */
    Optional<RequestGroup> group(ImagingDecision decision) {
        List<Alternative> alternatives = decision.verdict().alternatives().stream()
                .limit(form.maxAlternatives())
                .toList();
        if (alternatives.isEmpty()) {
            return Optional.empty();
        }
        RequestGroup group = new RequestGroup();
        group.setId(decision.id());
        group.addInstantiatesCanonical(decision.verdict().rules().versioned());
        group.setStatus(RequestStatus.DRAFT).setIntent(RequestIntent.PROPOSAL);
        if (decision.order().hasSubject()) {
            group.setSubject(decision.order().getSubject().copy());
        }
        RequestGroupActionComponent choice = group.addAction();
        choice.setTitle(language == Language.FR ? "Autres possibilités" : "Alternatives")
                .setSelectionBehavior(ActionSelectionBehavior.ATMOSTONE);
        OrderProposal proposal = new OrderProposal(decision);
        for (Alternative alternative : alternatives) {
            RequestGroupActionComponent action = choice.addAction();
            describe(action, alternative);
            page(action, decision.verdict().rules(), alternative);
            action.setResource(alternative
                    .procedure()
                    .map(procedure -> order(proposal, procedure, group))
                    .orElseGet(() -> nothing(alternative)));
        }
        return Optional.of(group);
    }

    private static Reference order(OrderProposal proposal, Procedure procedure, DomainResource container) {
        ServiceRequest order = proposal.containedIn(container, procedure);
        order.setId("painbridge-" + procedure.key());
        container.addContained(order);
        return new Reference("#" + order.getId());
    }

    private void describe(RequestGroupActionComponent action, Alternative alternative) {
        ImagingOption option = alternative.option();
        action.setPrefix(alternative.rule().toString())
                .setTitle(alternative.title().in(language))
                .setDescription(option.category().title().in(language) + ". "
                        + Localized.sentences(option.said().toList()).in(language));
        alternative
                .placement()
                .ifPresent(placement -> action.setTextEquivalent((placement.above() ? "above" : "below")
                        + " the order by " + placement.key().code()));
        action.addCode(new CodeableConcept(GuidanceWriter.coding(option.category())));
        Code radiation = option.radiation();
        action.addCode(
                new CodeableConcept(new Coding().setSystem(radiation.system()).setCode(radiation.code())));
        option.coverage()
                .ifPresent(coverage -> action.addCode(new CodeableConcept(GuidanceWriter.coding(coverage.state()))));
        option.cited().forEach(source -> action.addDocumentation(citation(source)));
    }

    /** FHIR wants a resource here (rqg-1); to order nothing there is none. */
    private Reference nothing(Alternative alternative) {
        return new Reference().setDisplay(alternative.title().in(language));
    }

    private void page(RequestGroupActionComponent action, RuleSetRef rules, Alternative alternative) {
        String page = form.page(rules, alternative.rule().scenario());
        if (page != null) {
            action.addDocumentation().setType(RelatedArtifactType.DOCUMENTATION).setUrl(page);
        }
    }

    private RelatedArtifact citation(Evidence source) {
        RelatedArtifact artifact = new RelatedArtifact()
                .setType(RelatedArtifactType.CITATION)
                .setDisplay(VerdictText.cite(source, form.language()));
        return source.url() == null ? artifact : artifact.setUrl(source.url());
    }
}
