package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Judges resources by the profiles they name: FHIR R4, our guide and our terminology, no network. */
final class GuideValidator {
    private static final FhirContext FHIR = Pushes.FHIR;
    private static final FhirValidator VALIDATOR = FHIR.newValidator()
            .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(FHIR),
                    ours(),
                    new CommonCodeSystemsTerminologyService(FHIR),
                    new InMemoryTerminologyServerValidationSupport(FHIR),
                    new UnknownCodeSystemWarningValidationSupport(FHIR))));

    private GuideValidator() {}

    static List<String> errors(Resource resource) {
        return VALIDATOR.validateWithResult(Pushes.json().encodeResourceToString(resource)).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(message -> message.getLocationString() + ": " + message.getMessage())
                .toList();
    }

    private static PrePopulatedValidationSupport ours() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(FHIR);
        for (String folder : List.of("/org/painbridge/profiles/", "/org/painbridge/terminology/")) {
            for (String file : files(folder)) {
                support.addResource(FHIR.newJsonParser().parseResource(open(folder + file)));
            }
        }
        return support;
    }

    @SuppressWarnings("unchecked")
    private static List<String> files(String folder) {
        // JSON is YAML.
        Map<String, Object> index =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(open(folder + "index.json"));
        return ((List<Map<String, Object>>) index.get("files"))
                .stream().map(file -> String.valueOf(file.get("filename"))).toList();
    }

    private static InputStream open(String path) {
        InputStream file = GuideValidator.class.getResourceAsStream(path);
        if (file == null) {
            throw new UncheckedIOException(new IOException("Not on the class path: " + path));
        }
        return file;
    }
}
