package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.dispensing.trends.PostalRegions;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts figures on monitored drugs together. */
@Configuration(proxyBeanMethods = false)
class TrendConfiguration {
    /** What was given out can be had again at any time. */
    private static final Duration KEEP_FOR = Duration.ofDays(7);

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
            Practices practices, CallerViews views, Callers callers, Clock clock, StoreSettings storeSettings) {
        ZoneId zone = storeSettings.timeZone();
        return new PracticeProvider(practices, new PracticeWriter(zone), views, callers, clock, zone);
    }

    @Bean
    TrendWriter trendWriter(Trends trends, StoreSettings storeSettings) {
        return new TrendWriter(trends.indicators(), storeSettings.timeZone());
    }

    @Bean
    TrendFiles trendFiles(Trends trends) {
        return new TrendFiles(trends.indicators());
    }

    @Bean
    JobTable trendTable() {
        return new JobTable("trend_job");
    }

    @Bean(initMethod = "start")
    JobRunner trendRunner(
            FhirStore store,
            @Qualifier("trendTable") JobTable table,
            Trends trends,
            TrendWriter writer,
            TrendFiles files,
            FhirContext context,
            Clock clock) {
        TrendWork work = new TrendWork(trends, writer, files, context);
        return new JobRunner("nms-indicators", store, table, work, KEEP_FOR, clock);
    }

    @Bean
    TrendJobs trendJobs(
            FhirStore store, @Qualifier("trendTable") JobTable table, @Qualifier("trendRunner") JobRunner runner) {
        return new TrendJobs(store, table, runner);
    }

    @Bean
    TrendProvider trendProvider(
            Trends trends,
            TrendWriter writer,
            TrendFiles files,
            Callers callers,
            TrendSettings settings,
            TrendJobs jobs) {
        return new TrendProvider(trends, writer, files, callers, settings.roles(), jobs);
    }
}
