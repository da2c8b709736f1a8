package org.painbridge.server.consent;

import org.painbridge.clinical.Terminology;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.SecuritySettings;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what there is about consent beside the store. */
@Configuration(proxyBeanMethods = false)
class ConsentConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentConfiguration.class);

    @Bean
    BreakGlassProvider breakGlassProvider(
            FhirStore store, CallerViews views, Callers callers, ConsentSettings settings, Terminology terminology) {
        return new BreakGlassProvider(store, views, callers, settings, new OverrideReasons(terminology));
    }

    @Bean
    DirectiveTargets directiveTargets() {
        return new DirectiveTargets();
    }

    @Bean
    PrivacyNotices privacyNotices(ConsentSettings settings, SecuritySettings security) {
        if (security.signIn() && settings.privacyContact().isEmpty()) {
            LOG.warn(
                    "painbridge.consent.privacy-contact is empty: of a broken glass nobody but the patient is told where the patient"
                            + " has no managing organization");
        }
        return new PrivacyNotices(settings.privacyContact());
    }
}
