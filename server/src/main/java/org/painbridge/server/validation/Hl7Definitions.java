package org.painbridge.server.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain.CacheConfiguration;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.r5.model.StructureDefinition;

/**
 * What the HL7 validator knows: R4, the guide, what is installed, without any remote server. All of it is in memory and does not change, so
 * the one cache around it does not expire: what is in it can only be what would be found again.
 */
final class Hl7Definitions {
    static final Duration FOREVER = Duration.ofDays(36_500);
    /** Answers about codes that clients send; the definitions themselves are kept without limit. */
    private static final int MOST_CACHED = 20_000;

    private final ValidationSupportChain chain;
    private final WorkerContextValidationSupportAdapter adapter;

    /** @param cacheLife {@link #FOREVER}, but for tests of what happens when the cache expires */
    Hl7Definitions(FhirContext context, CoreDefinitions core, IValidationSupport known, Duration cacheLife) {
        this.chain = new ValidationSupportChain(
                CacheConfiguration.defaultValues().setCacheTimeout(cacheLife).setCacheSize(MOST_CACHED),
                core,
                known,
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context));
        this.adapter = WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(chain);
    }

    /** @param canonical with {@code |version} or not */
    Optional<StructureDefinition> profile(String canonical) {
        return Optional.ofNullable(adapter.fetchResource(StructureDefinition.class, canonical));
    }

    KeptValidator newValidator() {
        return new KeptValidator(adapter);
    }

    /** As if the life of everything in the cache had ended. */
    void expire() {
        chain.invalidateExpiringCaches();
    }
}
