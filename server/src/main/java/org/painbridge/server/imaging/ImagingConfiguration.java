package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the imaging capability together; a bad rule file stops the start. */
@Configuration(proxyBeanMethods = false)
class ImagingConfiguration {

    @Bean
    ProcedureCatalogue procedureCatalogue(Terminology terminology) {
        return new ProcedureCatalogue(terminology);
    }

    @Bean
    ImagingAppropriateness imagingAppropriateness(Terminology terminology, ProcedureCatalogue procedures) {
        return new ImagingAppropriateness(
                new RuleSetLoader(terminology, procedures).load(PackFiles.shipped()), procedures);
    }

    @Bean
    ImagingProvider imagingProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            ImagingAppropriateness imaging,
            ImagingSettings settings,
            StoreSettings storeSettings,
            Clock clock) {
        StoredChart chart = new StoredChart(context, store, views);
        return new ImagingProvider(imaging, chart, settings, clock, storeSettings.timeZone());
    }
}
