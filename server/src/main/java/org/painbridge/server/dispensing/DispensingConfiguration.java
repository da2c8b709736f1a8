package org.painbridge.server.dispensing;

import java.time.Clock;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the dispensing capability together. */
@Configuration(proxyBeanMethods = false)
class DispensingConfiguration {

    @Bean
    DrugTable drugTable(Terminology terminology) {
        return DrugTable.from(terminology);
    }

    @Bean
    DispenseMonitor dispenseMonitor(Terminology terminology, DrugTable drugs, StoreSettings settings) {
        DispenseTable table = new DispenseTable();
        DispensingEngine engine = new DispensingEngine(RuleSet.fromClassPath(), drugs, MmeTables.from(terminology));
        DispenseReader reader =
                new DispenseReader(IdentifierSystems.from(terminology), settings.timeZone(), settings.baseUrl());
        return new DispenseMonitor(reader, table, new PatientCheck(engine, table, new IssueRecorder()));
    }

    @Bean
    MmeProvider mmeProvider(
            FhirStore store,
            CallerViews views,
            Terminology terminology,
            DrugTable drugs,
            Clock clock,
            StoreSettings settings) {
        MmeMethod method = MmeMethod.fromClassPath();
        return new MmeProvider(
                store,
                views,
                new DispenseTable(),
                new MmeCalculator(drugs, method),
                method,
                MmeTables.from(terminology),
                clock,
                settings.timeZone());
    }
}
