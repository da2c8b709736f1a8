package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the terminology services together. Nothing is read before somebody asks. */
@Configuration(proxyBeanMethods = false)
class TerminologyServicesConfiguration {

    @Bean
    TerminologyServices terminologyServices(
            Definitions definitions, FhirContext context, TerminologySettings settings) {
        String url = settings.remote();
        @Nullable
        RemoteTerminology remote =
                url == null ? null : new RemoteTerminology(new RemoteHttp(url, settings.remoteTimeout()), context);
        return TerminologyServices.of(definitions, new Grammars(context), remote);
    }

    @Bean
    CodeMembership codeMembership(TerminologyServices services) {
        return new KnownMembership(services.sets(), services.expander(), services.systems());
    }

    @Bean
    ValueSetProvider valueSetProvider(TerminologyServices services, TerminologySettings settings, Clock clock) {
        return new ValueSetProvider(
                services.sets(), services.expander(), services.checker(), settings.maxExpansion(), clock);
    }

    @Bean
    CodeSystemProvider codeSystemProvider(Definitions definitions, TerminologyServices services) {
        return new CodeSystemProvider(definitions, services.systems(), services.checker());
    }

    @Bean
    ConceptMapProvider conceptMapProvider(Definitions definitions, TerminologyServices services) {
        return new ConceptMapProvider(definitions, services.translator());
    }
}
