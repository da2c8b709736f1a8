package org.painbridge.profiles;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;

/** One validator for all tests: FHIR R4, this guide and its terminology, no network. */
final class Hl7Validator {
    private static final FhirValidator VALIDATOR = Guide.FHIR
            .newValidator()
            .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(Guide.FHIR),
                    ours(),
                    new CommonCodeSystemsTerminologyService(Guide.FHIR),
                    new InMemoryTerminologyServerValidationSupport(Guide.FHIR),
                    new UnknownCodeSystemWarningValidationSupport(Guide.FHIR))));

    private Hl7Validator() {}

    /** Errors and warnings on a resource, judged by the profiles its meta names. */
    static List<SingleValidationMessage> problems(JsonNode resource) {
        return VALIDATOR.validateWithResult(resource.toString()).getMessages().stream()
                .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.WARNING) >= 0)
                .toList();
    }

    static List<String> errors(JsonNode resource) {
        return problems(resource).stream()
                .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(each -> each.getLocationString() + ": " + each.getMessage())
                .toList();
    }

    private static PrePopulatedValidationSupport ours() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(Guide.FHIR);
        Stream.concat(Guide.conformance().stream(), Guide.terminology().stream())
                .forEach(support::addResource);
        return support;
    }
}
