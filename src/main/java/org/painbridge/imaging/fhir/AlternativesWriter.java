package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.ActionSelectionBehavior;
import org.hl7.fhir.r4.model.RequestGroup.RequestGroupActionComponent;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
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

    Optional<RequestGroup> group(ImagingDecision decision) {
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
        alternatives.forEach(alternative -> describe(choice.addAction(), alternative));
        return Optional.of(group);
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
        alternative.procedure().map(AlternativesWriter::concept).ifPresent(action::addCode);
        action.addCode(
                new CodeableConcept(GuidanceWriter.coding(alternative.option().category())));
        Code radiation = alternative.option().radiation();
        action.addCode(
                new CodeableConcept(new Coding().setSystem(radiation.system()).setCode(radiation.code())));
        alternative.option().sources().forEach(source -> action.addDocumentation(citation(source)));
    }

    static CodeableConcept concept(Procedure procedure) {
        CodeableConcept concept = new CodeableConcept().setText(procedure.display());
        procedure
                .loinc()
                .ifPresent(code -> concept.addCoding().setSystem(code.system()).setCode(code.code()));
        concept.addCoding(new Coding(Procedure.SYSTEM, procedure.key(), procedure.display()));
        return concept;
    }

    private static RelatedArtifact citation(Evidence source) {
        RelatedArtifact artifact =
                new RelatedArtifact().setType(RelatedArtifactType.CITATION).setDisplay(VerdictText.cite(source));
        return source.url() == null ? artifact : artifact.setUrl(source.url());
    }
}
