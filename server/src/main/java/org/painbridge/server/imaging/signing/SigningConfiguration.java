package org.painbridge.server.imaging.signing;

import java.time.Clock;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the signatures together. */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

    @Bean
    SigningKeys signingKeys(FhirStore store, SigningSettings settings, Clock clock) {
        return new SigningKeys(store, settings, clock);
    }

    @Bean
    DecisionSigner decisionSigner(SigningKeys keys) {
        return new DecisionSigner(keys);
    }
}
