package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.jspecify.annotations.Nullable;

/**
 * The HL7 validator over R4 and the guide, without any remote server. Its definitions take seconds and much memory to
 * read, so they are read at the first question, once.
 */
public final class GuideValidator {
    /** HAPI hands over the profile of a Parameters body as {@code UriType[http://...]}. */
    private static final Pattern WRAPPED = Pattern.compile("[A-Za-z]+Type\\[(.*)]");

    private static final Set<String> POSITIONS = Set.of(
            "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line",
            "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col");

    private final FhirContext context;
    private final Guide guide;
    private @Nullable FhirValidator validator;

    GuideValidator(FhirContext context, Guide guide) {
        this.context = context;
        this.guide = guide;
    }

    /** @param profile the canonical to check against beside those in {@code meta.profile}; null for none */
    OperationOutcome validate(IBaseResource resource, @Nullable String profile) {
        ValidationOptions options = new ValidationOptions();
        if (profile != null) {
            options.addProfile(WRAPPED.matcher(profile).replaceFirst("$1"));
        }
        return withoutPositions(
                (OperationOutcome) ready().validateWithResult(resource, options).toOperationOutcome());
    }

    /** Line and column are those of a text that HAPI wrote, not the client's, or 0: the expression says where. */
    private static OperationOutcome withoutPositions(OperationOutcome outcome) {
        outcome.getIssue().forEach(issue -> {
            issue.getLocation().clear();
            issue.getExtension().removeIf(extension -> POSITIONS.contains(extension.getUrl()));
        });
        return outcome;
    }

    private synchronized FhirValidator ready() {
        if (validator == null) {
            validator = create();
        }
        return validator;
    }

    private FhirValidator create() {
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                guide.validationSupport(),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context));
        FhirInstanceValidator instance = new FhirInstanceValidator(chain);
        instance.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        instance.setAnyExtensionsAllowed(true);
        instance.setErrorForUnknownProfiles(true);
        return context.newValidator().registerValidatorModule(instance);
    }
}
