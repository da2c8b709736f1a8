package org.painbridge;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

/** Judges resources by the implementation guide and the terminology on the class path; asks no network. */
public final class GuideValidator {
    public static final FhirContext FHIR = FhirContext.forR4Cached();

    private static final FhirValidator VALIDATOR = FHIR.newValidator()
            .registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                    new DefaultProfileValidationSupport(FHIR),
                    ours(),
                    new CommonCodeSystemsTerminologyService(FHIR),
                    new InMemoryTerminologyServerValidationSupport(FHIR),
                    new UnknownCodeSystemWarningValidationSupport(FHIR))));

    private GuideValidator() {}

    /** By R4 and the profiles that the resource claims. */
    public static List<String> errors(Resource resource) {
        return errors(resource, new ValidationOptions());
    }

    /** By R4 and one profile of ours, such as {@code imaging-order}, whether claimed or not. */
    public static List<String> errors(Resource resource, String profile) {
        return errors(
                resource,
                new ValidationOptions().addProfile("https://painbridge.example/fhir/StructureDefinition/" + profile));
    }

    /** Our JSON: HAPI's default would drop the version of a reference. */
    private static List<String> errors(Resource resource, ValidationOptions options) {
        String json = FHIR.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource);
        return VALIDATOR.validateWithResult(json, options).getMessages().stream()
                .filter(each -> each.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(each -> each.getLocationString() + ": " + each.getMessage())
                .toList();
    }

    /** A file of the guide, by its path there. */
    public static <T extends Resource> T guide(String file, Class<T> type) {
        return type.cast(FHIR.newJsonParser().parseResource(text("/org/painbridge/profiles/" + file)));
    }

    private static PrePopulatedValidationSupport ours() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(FHIR);
        for (String folder : List.of("/org/painbridge/profiles/", "/org/painbridge/terminology/")) {
            files(folder)
                    .forEach(file -> support.addResource(FHIR.newJsonParser().parseResource(text(folder + file))));
        }
        return support;
    }

    private static List<String> files(String folder) {
        Map<String, List<Map<String, String>>> index =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(text(folder + "index.json"));
        return index.get("files").stream().map(file -> file.get("filename")).toList();
    }

    private static String text(String path) {
        try (InputStream file = GuideValidator.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("Not on the class path: " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
