package org.painbridge.server.fhirserver;

import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which URLs Tomcat lets in, and how it refuses the others. */
@Configuration(proxyBeanMethods = false)
class UrlConfiguration {
    /** Most FHIR clients send the bar of {@code system|code} as it is, some the others too. */
    private static final String UNENCODED = "|[]{}^`<>\"\\";

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> lenientQueries() {
        return factory -> {
            factory.addConnectorCustomizers(connector -> connector.setProperty("relaxedQueryChars", UNENCODED));
            factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent()).setErrorReportValveClass(UrlProblemValve.class.getName()));
        };
    }
}
