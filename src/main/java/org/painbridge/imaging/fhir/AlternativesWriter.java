package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;

/** The alternatives as a group to choose at most one from, best first. */
final class AlternativesWriter {
    private final Language language;
    private final int max;

    AlternativesWriter(Language language, int max) {
        this.language = language;
        this.max = max;
    }

    /**
     * The group, with the orders to choose from contained in it.
     *
     * @param container of the orders; the group itself when it stands alone
     */
    Optional<RequestGroup> group(ImagingDecision decision, Function<RequestGroup, DomainResource> container) {
        List<Alternative> alternatives =
                decision.verdict().alternatives().stream().limit(max).toList();
        if (alternatives.isEmpty()) {
            return Optional.empty();
        }
        RequestGroup group = new RequestGroup();
        group.setStatus(RequestStatus.DRAFT).setIntent(RequestIntent.PROPOSAL);
        if (decision.order().hasSubject()) {
            group.setSubject(decision.order().getSubject().copy());
        }
        RequestGroupActionComponent choice = group.addAction();
        choice.setTitle(language == Language.FR ? "Autres possibilités" : "Alternatives")
                .setSelectionBehavior(ActionSelectionBehavior.ATMOSTONE);
        OrderProposal proposal = new OrderProposal(decision.order());
        for (Alternative alternative : alternatives) {
            RequestGroupActionComponent action = choice.addAction();
            describe(action, alternative);
            alternative
                    .procedure()
                    .ifPresent(procedure -> action.setResource(order(proposal, procedure, container.apply(group))));
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
        VerdictText text = new VerdictText(language);
        action.setPrefix(alternative.rule().toString())
                .setTitle(alternative.title().in(language))
                .setDescription(text.category(alternative.option().category()) + ". "
                        + alternative.option().rationale().in(language));
        alternative
                .placement()
                .ifPresent(placement -> action.setTextEquivalent((placement.above() ? "above" : "below")
                        + " the order by " + placement.key().code()));
        action.addCode(
                new CodeableConcept(GuidanceWriter.coding(alternative.option().category())));
        Code radiation = alternative.option().radiation();
        action.addCode(
                new CodeableConcept(new Coding().setSystem(radiation.system()).setCode(radiation.code())));
        alternative.option().sources().forEach(source -> action.addDocumentation(citation(source)));
    }

    private static RelatedArtifact citation(Evidence source) {
        RelatedArtifact artifact =
                new RelatedArtifact().setType(RelatedArtifactType.CITATION).setDisplay(VerdictText.cite(source));
        return source.url() == null ? artifact : artifact.setUrl(source.url());
    }
}
