package org.painbridge.profiles;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirDefaultPolicyAdvisor;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator.NullEvaluationContext;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.context.IWorkerContext;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.utilities.validation.ValidationMessage.IssueSeverity;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * The HL7 validator for the tests of this module and of the library: FHIR R4, this guide and its terminology, no network. HAPI's
 * FhirInstanceValidator makes a new one for each resource, which takes as long as the validation; here each thread keeps its own.
 */
public final class Hl7Validator extends InstanceValidator {
    private static final IWorkerContext DEFINITIONS =
            WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(Guide.FHIR),
                    ours(),
                    new CommonCodeSystemsTerminologyService(Guide.FHIR),
                    new InMemoryTerminologyServerValidationSupport(Guide.FHIR),
                    new UnknownCodeSystemWarningValidationSupport(Guide.FHIR)));

    private static final ThreadLocal<Hl7Validator> KEPT = ThreadLocal.withInitial(Hl7Validator::new);

    private Hl7Validator() {
        super(
                DEFINITIONS,
                new NullEvaluationContext(),
                new XVerExtensionManagerOld(DEFINITIONS),
                new ValidatorSession(),
                new ValidatorSettings());
        setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        setAnyExtensionsAllowed(true);
        setResourceIdRule(IdStatus.OPTIONAL);
        setErrorForUnknownProfiles(true);
        setUnknownCodeSystemsCauseErrors(true);
        setPolicyAdvisor(new FhirDefaultPolicyAdvisor());
    }

    /** Errors and warnings on a resource, judged by R4, the profiles its meta names and those given. */
    static List<ValidationMessage> problems(String json, String... profiles) {
        Hl7Validator validator = KEPT.get();
        validator.statusWarnings.clear(); // Else it says only once that a definition is a draft.
        List<ValidationMessage> messages = new ArrayList<>();
        validator.validate(
                null,
                messages,
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                FhirFormat.JSON,
                Stream.of(profiles).map(Hl7Validator::profile).toList());
        return messages.stream()
                .filter(each -> each.getLevel().compareTo(IssueSeverity.WARNING) <= 0)
                .toList();
    }

    static List<String> errors(JsonNode resource) {
        return errors(resource.toString());
    }

    /** @return where and what, for each */
    public static List<String> errors(String json, String... profiles) {
        return problems(json, profiles).stream()
                .filter(each -> each.getLevel().compareTo(IssueSeverity.ERROR) <= 0)
                .map(each -> each.getLocation() + ": " + each.getMessage())
                .toList();
    }

    private static StructureDefinition profile(String canonical) {
        return Objects.requireNonNull(DEFINITIONS.fetchResource(StructureDefinition.class, canonical), canonical);
    }

    private static PrePopulatedValidationSupport ours() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(Guide.FHIR);
        Stream.concat(Guide.conformance().stream(), Guide.terminology().stream())
                .forEach(support::addResource);
        return support;
    }
}
