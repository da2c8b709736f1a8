package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.painbridge.server.validation.ProfileValidator;
import org.painbridge.server.validation.ValidationSettings;
import org.painbridge.server.validation.WritePolicy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The validator, and what a resource must satisfy to be stored. */
@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

    @Bean
    ProfileValidator profileValidator(
            FhirContext context, Guide guide, InstalledPackages installed, ValidationSettings settings) {
        ProfileValidator.Known known = new ProfileValidator.Known() {
            @Override
            public IValidationSupport definitions() {
                return guide.validationSupport(Stream.of("StructureDefinition", "ValueSet", "CodeSystem")
                        .flatMap(type -> installed.ofType(type).stream())
                        .toList());
            }

            @Override
            public long revision() {
                return installed.revision();
            }
        };
        return new ProfileValidator(context, known, settings.maxParallel(), settings.maxWait());
    }

    @Bean
    WritePolicy writePolicy(ValidationSettings settings, Guide guide, ProfileValidator validator) {
        settings.required().forEach((type, canonicals) -> requireKnown(type, canonicals, guide));
        return new WritePolicy(settings.onWrite(), settings.required(), validator);
    }

    @Bean
    WriteCheck writeCheck(WritePolicy policy, ObjectProvider<WritePreparation> preparations) {
        return new WriteCheck(policy, preparations.orderedStream().toList());
    }

    @Bean
    ContentCheck contentCheck(ProfileValidator validator, WritePolicy policy, Guide guide) {
        return new ContentCheck(validator, policy, guide);
    }

    /** In the background, when the port is open: reading the definitions takes seconds, which the start must not. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> warmValidator(ProfileValidator validator, Guide guide) {
        return ready -> Thread.ofPlatform()
                .name("warm-validator")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> warm(validator, guide, ready.getApplicationContext()));
    }

    /** A server that stops meanwhile takes away what is needed for it. */
    private static void warm(ProfileValidator validator, Guide guide, ConfigurableApplicationContext server) {
        try {
            validator.warm(guide.examples());
        } catch (RuntimeException e) {
            if (server.isActive()) {
                throw e;
            }
        }
    }

    private static void requireKnown(String type, List<String> canonicals, Guide guide) {
        Map<String, String> profiles = guide.profiles();
        for (String canonical : canonicals) {
            if (!type.equals(profiles.get(canonical))) {
                throw new IllegalArgumentException("painbridge.validation.required." + type
                        + " names profiles of the guide for that type, unlike " + canonical);
            }
        }
    }
}
