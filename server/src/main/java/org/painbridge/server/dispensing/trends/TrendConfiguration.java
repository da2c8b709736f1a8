package org.painbridge.server.dispensing.trends;

import java.time.Clock;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.dispensing.trends.PostalRegions;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts figures on monitored drugs together. */
@Configuration(proxyBeanMethods = false)
class TrendConfiguration {

    @Bean
    Population trendPopulation(FhirStore store, Monitoring monitoring, TrendSettings settings) {
        PostalRegions regions =
                settings.regions().isEmpty() ? PostalRegions.fromClassPath() : new PostalRegions(settings.regions());
        return new Population(store, monitoring, regions);
    }

    @Bean
    Trends trends(
            FhirStore store,
            Population population,
            DispensingEngine engine,
            DrugTable drugs,
            TrendSettings settings,
            Clock clock,
            StoreSettings storeSettings) {
        return new Trends(store, population, engine, drugs, settings, clock, storeSettings.timeZone());
    }

    @Bean
    TrendMeasure trendMeasure() {
        return new TrendMeasure(Indicators.fromClassPath(), Indicators.ofPractices());
    }

    @Bean
    Practices practices(
            FhirStore store,
            Population population,
            Terminology terminology,
            DispensingEngine engine,
            DrugTable drugs,
            TrendSettings settings,
            Clock clock) {
        Peers peers = new Peers(store, IdentifierSystems.from(terminology));
        return new Practices(store, population, peers, engine, drugs, settings, clock);
    }

    @Bean
    PracticeProvider practiceProvider(
            Practices practices, CallerViews views, Callers callers, StoreSettings storeSettings) {
        return new PracticeProvider(practices, new PracticeWriter(storeSettings.timeZone()), views, callers);
    }

    @Bean
    TrendProvider trendProvider(Trends trends, Callers callers, TrendSettings settings, StoreSettings storeSettings) {
        TrendWriter writer = new TrendWriter(trends.indicators(), storeSettings.timeZone());
        return new TrendProvider(trends, writer, new TrendFiles(trends.indicators()), callers, settings.roles());
    }
}
