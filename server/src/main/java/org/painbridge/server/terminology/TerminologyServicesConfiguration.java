package org.painbridge.server.terminology;

import org.painbridge.clinical.Terminology;
import org.painbridge.server.store.CodeMembership;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the terminology services together. */
@Configuration(proxyBeanMethods = false)
class TerminologyServicesConfiguration {

    @Bean
    CodeMembership codeMembership(Terminology terminology) {
        return new ShippedMembership(terminology);
    }
}
