package org.painbridge.server.imaging.report;

import ca.uhn.fhir.context.FhirContext;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts reports together. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

    @Bean
    MeasureDefinitions measureDefinitions(FhirContext context) {
        return new MeasureDefinitions(context);
    }

    @Bean
    ReportProvider reportProvider(FhirContext context, FhirStore store, StoreSettings settings) {
        return new ReportProvider(store, ScenarioMeasure.shipped(context), settings.timeZone());
    }
}
