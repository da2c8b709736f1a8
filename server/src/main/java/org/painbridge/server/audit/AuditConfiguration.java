package org.painbridge.server.audit;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import javax.sql.DataSource;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the audit trail together. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    Interactions interactions(Callers callers) {
        return new Interactions(callers);
    }

    @Bean
    Chains auditChains(AuditSettings settings) {
        return new Chains(settings.seals().forNew());
    }

    @Bean
    AuditJournal auditJournal(Interactions interactions, Chains chains) {
        return new AuditJournal(interactions, chains);
    }

    @Bean
    MessageJournal messageJournal(Chains chains) {
        return new MessageJournal(chains);
    }

    @Bean
    ActJournal actJournal(Interactions interactions, Chains chains) {
        return new ActJournal(interactions, chains);
    }

    @Bean
    InteractionRecorder interactionRecorder(FhirContext context, Interactions interactions, AuditLog log) {
        return new InteractionRecorder(context, interactions, log);
    }

    @Bean
    AuditLog auditLog(FhirStore store, Chains chains) {
        return new AuditLog(store, chains);
    }

    @Bean
    CallJournal callJournal(AuditLog log) {
        return new CallJournal(log);
    }

    @Bean(initMethod = "start")
    AuditKeeper auditKeeper(FhirStore store, Chains chains, Clock clock, AuditSettings settings) {
        return new AuditKeeper(store, chains, clock, settings);
    }

    @Bean
    AuditVerifier auditVerifier(DataSource dataSource, AuditSettings settings, Clock clock) {
        return new AuditVerifier(dataSource, settings.seals(), settings.keepFor(), clock);
    }

    @Bean
    AuditEventProvider auditEventProvider(
            FhirContext context, FhirStore store, Callers callers, StoreSettings settings, Clock clock) {
        return new AuditEventProvider(
                context,
                store,
                callers,
                new Answers(context, clock),
                new AuditQueryReader(settings.timeZone(), settings.defaultCount(), settings.maxCount()),
                new BalpWriter(settings.baseUrl()),
                new BrokenGlass(store));
    }

    @Bean
    AuditedPages auditedPages(Interactions interactions) {
        return new AuditedPages(interactions);
    }

    /** In front of all other filters but the one against floods of bad tokens, so that it hears of what they refuse. */
    @Bean
    FilterRegistrationBean<AuditFilter> audit(
            FhirContext context, Interactions interactions, InteractionRecorder recorder, ProblemTranslator problems) {
        var registration = new FilterRegistrationBean<>(new AuditFilter(context, interactions, recorder, problems));
        registration.addUrlPatterns("/fhir/*");
        AuditedPages.PATHS.forEach(path -> registration.addUrlPatterns(path + "*"));
        registration.setOrder(Integer.MIN_VALUE + 98);
        return registration;
    }
}
