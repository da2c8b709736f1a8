package org.painbridge.server.security;

import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Access as it is until there is a sign-in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    AccessScopes accessScopes() {
        return request -> AccessScope.ALL;
    }

    @Bean
    CallerViews callerViews(FhirStore store, AccessScopes scopes) {
        return new CallerViews(store, scopes);
    }
}
