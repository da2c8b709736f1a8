package org.painbridge.server.dispensing.population;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.dispensing.trends.Population;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what runs over all dispenses. */
@Configuration(proxyBeanMethods = false)
class PopulationConfiguration {
    /** So that a run can be set beside that of a year ago. */
    private static final Duration KEEP_FOR = Duration.ofDays(400);

    @Bean
    JobTable populationTable() {
        return new JobTable("population_run");
    }

    @Bean
    Schedule populationSchedule(
            FhirStore store, @Qualifier("populationTable") JobTable table, PopulationSettings settings, Clock clock) {
        return new Schedule(store, table, settings.populationEvery(), clock);
    }

    @Bean(initMethod = "start")
    JobRunner populationRunner(
            FhirStore store,
            @Qualifier("populationTable") JobTable table,
            Population population,
            DispensingEngine engine,
            ProductTables products,
            PopulationSettings settings,
            Schedule schedule,
            Clock clock,
            MeterRegistry meters) {
        PopulationWork work =
                new PopulationWork(store, population, engine, products, settings, schedule, clock, meters);
        return new JobRunner("population-run", store, table, work, KEEP_FOR, clock);
    }

    @Bean
    PopulationProvider populationProvider(
            Schedule schedule, @Qualifier("populationRunner") JobRunner runner, Clock clock) {
        return new PopulationProvider(schedule, runner, clock);
    }
}
