package org.painbridge.imaging.fhir;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.ActionSelectionBehavior;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.PlanDefinition.RequestPriority;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.RelatedArtifact.RelatedArtifactType;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Scenario;
import org.painbridge.imaging.Urgency;

/**
 * A guideline pack as PlanDefinition: an action for each scenario, and in it one for each procedure that it rates. It says
 * what the rules say, for those who read FHIR; what is executed is the rules.
 */
public final class GuidelineWriter {
    private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

    private final RuleSet rules;
    private final ProcedureCatalogue procedures;

    public GuidelineWriter(RuleSet rules, ProcedureCatalogue procedures) {
        this.rules = rules;
        this.procedures = procedures;
    }

    public PlanDefinition planDefinition(String id) {
        PlanDefinition plan = new PlanDefinition();
        plan.setId(id);
        plan.setUrl(rules.ref().canonical())
                .setVersion(rules.ref().version())
                .setName("ImagingAppropriateness")
                .setTitle("Imaging appropriateness")
                .setStatus(PublicationStatus.ACTIVE)
                .setExperimental(true)
                .setPublisher("PainBridge")
                .setDescription("Rates imaging orders for pain. Rule files: "
                        + rules.ref().hash())
                .setUsage(rules.ref().notice().en())
                .setType(new CodeableConcept(new Coding(
                        "http://terminology.hl7.org/CodeSystem/plan-definition-type", "eca-rule", "ECA Rule")));
        translate(plan.getUsageElement(), rules.ref().notice());
        rules.scenarios().forEach(scenario -> plan.addAction(action(scenario)));
        return plan;
    }

    private PlanDefinitionActionComponent action(Scenario scenario) {
        PlanDefinitionActionComponent action = new PlanDefinitionActionComponent();
        action.setId(scenario.id());
        action.setPrefix(scenario.id()).setTitle(scenario.title().en());
        translate(action.getTitleElement(), scenario.title());
        action.setPriority(priority(scenario.urgency()));
        action.setSelectionBehavior(ActionSelectionBehavior.ATMOSTONE);
        for (CodeSet indication : scenario.indications()) {
            action.addInput()
                    .setType("ServiceRequest")
                    .addCodeFilter()
                    .setPath("reasonCode")
                    .setValueSet(indication.canonical());
        }
        for (String fact : scenario.asks()) {
            action.addInput()
                    .setType("QuestionnaireResponse")
                    .addCodeFilter()
                    .setPath("item.linkId")
                    .addCode()
                    .setCode(fact);
        }
        scenario.options().forEach(option -> action.addAction(action(scenario, option)));
        return action;
    }

    private PlanDefinitionActionComponent action(Scenario scenario, ImagingOption option) {
        PlanDefinitionActionComponent action = new PlanDefinitionActionComponent();
        Localized title = title(option.procedureKey());
        Localized description = Localized.sentences(option.said().toList());
        action.setId(scenario.id() + "." + option.procedureKey());
        action.setPrefix(option.procedureKey()).setTitle(title.en()).setDescription(description.en());
        translate(action.getTitleElement(), title);
        translate(action.getDescriptionElement(), description);
        action.addCode().addCoding(GuidanceWriter.coding(option.category()));
        action.addCode()
                .addCoding()
                .setSystem(option.radiation().system())
                .setCode(option.radiation().code());
        option.coverage().ifPresent(coverage -> action.addCode().addCoding(GuidanceWriter.coding(coverage.state())));
        option.cited().forEach(source -> action.addDocumentation(citation(source)));
        return action;
    }

    private static RequestPriority priority(Urgency urgency) {
        return switch (urgency) {
            case ROUTINE -> RequestPriority.ROUTINE;
            case URGENT -> RequestPriority.URGENT;
            case EMERGENT -> RequestPriority.STAT;
        };
    }

    private Localized title(String key) {
        return key.equals(ImagingOption.NO_IMAGING)
                ? rules.noImaging()
                : procedures.find(key).map(rules::name).orElseGet(() -> new Localized(key, key));
    }

    private static RelatedArtifact citation(Evidence source) {
        RelatedArtifact artifact = new RelatedArtifact()
                .setType(RelatedArtifactType.CITATION)
                .setCitation(VerdictText.cite(source, Language.EN));
        return source.url() == null ? artifact : artifact.setUrl(source.url());
    }

    private static void translate(Element element, Localized text) {
        Extension translation = new Extension(TRANSLATION);
        translation.addExtension("lang", new CodeType("fr"));
        translation.addExtension("content", new StringType(text.fr()));
        element.addExtension(translation);
    }
}
