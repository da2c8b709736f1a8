package org.painbridge.server.security;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchParameters;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Access: by the tokens of an issuer, or, where none is set, open to whoever reaches this server. */
@Configuration(proxyBeanMethods = false)
@Import(ResourceServerConfiguration.class)
class SecurityConfiguration {
    /** Spring Security stands at -100. */
    private static final int AFTER_SIGN_IN = -90;

    @Bean
    Callers callers(
            SecuritySettings settings,
            CareSettings care,
            ConsentSettings consents,
            ScopeTypes types,
            CareMembers members,
            KeptSettings kept,
            Clock clock) {
        if (!settings.signIn()) {
            return request -> Caller.ANYBODY;
        }
        return new TokenCallers(types, new Reach.Rules(care, consents, members), kept, clock);
    }

    @Bean
    ScopeTypes scopeTypes(SearchParameters parameters) {
        return ScopeTypes.of(parameters);
    }

    /** What was kept of tokens counts by their issuer only: where there is none, it opens nothing. */
    @Bean
    KeptScopes keptScopes(Callers callers) {
        return callers instanceof TokenCallers tokens ? tokens::now : origin -> AccessScope.NOTHING;
    }

    @Bean
    CareMembers careMembers(ObjectProvider<FhirStore> store, StoreSettings here, Clock clock) {
        return new CareMembers(store::getObject, clock, here.baseUrl());
    }

    /** Behind the sign-in, before anything that takes time. */
    @Bean
    @ConditionalOnExpression(
            "!'${painbridge.security.issuer:}'.isEmpty() and ${painbridge.security.rate.per-second:200} > 0")
    FilterRegistrationBean<RateLimit> rateLimit(Callers callers, RateSettings settings) {
        var registration = new FilterRegistrationBean<>(new RateLimit(callers, settings, TimeMeter.SYSTEM_NANOTIME));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(AFTER_SIGN_IN);
        return registration;
    }

    @Bean
    AccessScopes accessScopes(Callers callers) {
        return new TokenScopes(callers);
    }

    @Bean
    CallerViews callerViews(FhirStore store, AccessScopes scopes) {
        return new CallerViews(store, scopes);
    }

    @Bean
    UsedTokens usedTokens(FhirStore store, Clock clock) {
        return new UsedTokens(store, clock);
    }

    @Bean
    SmartConfiguration smartConfiguration(SecuritySettings settings) {
        return new SmartConfiguration(settings);
    }

    /** Beside HAPI, which serves no other URLs than those of FHIR; the longer path wins. */
    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfigurationServlet(SmartConfiguration servlet) {
        var registration = new ServletRegistrationBean<>(servlet, SmartConfiguration.PATH);
        registration.setName("smart-configuration");
        return registration;
    }
}
