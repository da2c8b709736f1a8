package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.painbridge.server.store.CodeMembership;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the terminology services together. Nothing is read before somebody asks. */
@Configuration(proxyBeanMethods = false)
class TerminologyServicesConfiguration {

    @Bean
    CodeSystems codeSystems(Definitions definitions, FhirContext context) {
        return new CodeSystems(definitions, new Grammars(context));
    }

    @Bean
    Expander expander(Definitions definitions, CodeSystems systems) {
        return new Expander(definitions, systems);
    }

    @Bean
    CodeMembership codeMembership(Definitions definitions, Expander expander, CodeSystems systems) {
        return new KnownMembership(definitions, expander, systems);
    }

    @Bean
    ValueSetProvider valueSetProvider(
            Definitions definitions,
            Expander expander,
            CodeSystems systems,
            TerminologySettings settings,
            Clock clock) {
        var checker = new CodeChecker(expander, systems);
        return new ValueSetProvider(definitions, expander, checker, settings.maxExpansion(), clock);
    }

    @Bean
    CodeSystemProvider codeSystemProvider(Definitions definitions, Expander expander, CodeSystems systems) {
        return new CodeSystemProvider(definitions, systems, new CodeChecker(expander, systems));
    }

    @Bean
    ConceptMapProvider conceptMapProvider(Definitions definitions) {
        return new ConceptMapProvider(definitions, new Translator(definitions));
    }
}
