package org.painbridge.server.validation;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator.NullEvaluationContext;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.elementmodel.Element;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * A validator that is used over and over, by one thread at a time. HAPI's FhirInstanceValidator makes one for each resource,
 * and each reads a registry of OIDs, 1.5 MB as text, which takes several times as long as the validation.
 */
final class KeptValidator extends InstanceValidator {
    /** Bytes of JSON; what it remembers of their codes is some 40 times as much. */
    private static final int MOST_REMEMBERED = 128 * 1024;

    private long seen;

    KeptValidator(IWorkerContext definitions) {
        super(
                definitions,
                new NullEvaluationContext(),
                new XVerExtensionManagerOld(definitions),
                new ValidatorSession(),
                new ValidatorSettings());
        setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        setAnyExtensionsAllowed(true);
        setResourceIdRule(IdStatus.OPTIONAL);
        setErrorForUnknownProfiles(true);
        // HAPI's terminology answers with a warning where it lacks a code system; this makes the validator pass it on.
        setUnknownCodeSystemsCauseErrors(true);
        setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
        setAllowXsiLocation(true);
    }

    /** What it finds depends on nothing that it saw before. */
    List<ValidationMessage> check(byte[] json, List<StructureDefinition> profiles) {
        seen += json.length;
        statusWarnings.clear(); // Else it says only once that a definition is a draft, or retired.
        getTextsToCheck().clear();
        List<ValidationMessage> messages = new ArrayList<>();
        Element root = validate(null, messages, new ByteArrayInputStream(json), FhirFormat.JSON, profiles);
        if (root != null) {
            takeApart(root);
        }
        return messages;
    }

    /** With each code it remembers the place, and by way of that the whole resource. */
    private static void takeApart(Element element) {
        element.getChildren().forEach(KeptValidator::takeApart);
        element.getChildren().clear();
    }

    /** Whether it holds so much memory that it is better to make a new one. */
    boolean spent() {
        return seen >= MOST_REMEMBERED;
    }
}
