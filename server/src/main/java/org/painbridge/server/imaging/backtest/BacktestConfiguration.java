package org.painbridge.server.imaging.backtest;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.painbridge.server.imaging.Guidelines;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts back-tests together. */
@Configuration(proxyBeanMethods = false)
class BacktestConfiguration {

    @Bean
    BacktestTable backtestTable() {
        return new BacktestTable();
    }

    @Bean(initMethod = "start")
    BacktestRunner backtestRunner(
            FhirStore store, BacktestTable table, Guidelines guidelines, FhirContext context, Clock clock) {
        return new BacktestRunner(store, table, guidelines, new BacktestWriter(context), clock);
    }

    @Bean
    BacktestProvider backtestProvider(
            FhirStore store, BacktestTable table, BacktestRunner runner, Guidelines guidelines) {
        return new BacktestProvider(store, table, runner, guidelines);
    }
}
