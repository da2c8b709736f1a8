package org.painbridge.server.consent;

import org.painbridge.clinical.Terminology;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what there is about consent beside the store. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {

    @Bean
    BreakGlassProvider breakGlassProvider(
            FhirStore store, CallerViews views, Callers callers, ConsentSettings settings, Terminology terminology) {
        return new BreakGlassProvider(store, views, callers, settings, new OverrideReasons(terminology));
    }

    @Bean
    PrivacyNotices privacyNotices(ConsentSettings settings) {
        return new PrivacyNotices(settings.privacyContact());
    }
}
