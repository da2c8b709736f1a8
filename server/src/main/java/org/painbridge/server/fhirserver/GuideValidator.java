package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ValidationOptions;
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
            options.addProfile(profile);
        }
        return (OperationOutcome) ready().validateWithResult(resource, options).toOperationOutcome();
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
