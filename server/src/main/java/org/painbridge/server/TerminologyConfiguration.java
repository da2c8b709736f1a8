package org.painbridge.server;

import org.painbridge.clinical.Terminology;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The content that all capabilities read at start. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

    @Bean
    Terminology terminology() {
        return new Terminology();
    }
}
