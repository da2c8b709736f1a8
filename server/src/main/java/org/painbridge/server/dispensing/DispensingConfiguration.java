package org.painbridge.server.dispensing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.Terminology;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.clinical.fhir.PrescribedDoses;
import org.painbridge.dispensing.AlertBudgets;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeTable;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.PrescribedMme;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.dispensing.fhir.PrescriptionDoses;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the dispensing capability together. */
@Configuration(proxyBeanMethods = false)
class DispensingConfiguration {

    /** For whoever has a prescription and does not know products and factors. */
    @Bean
    PrescribedDoses prescribedDoses(Terminology terminology, DrugTable drugs, StoreSettings settings) {
        MmeMethod method = MmeMethod.fromClassPath();
        MmeTable table =
                MmeTables.from(terminology).table(method.defaultTable()).orElseThrow();
        return new PrescriptionDoses(
                IdentifierSystems.from(terminology),
                new PrescribedMme(drugs, table),
                new MedicineNames(MedicineWords.from(terminology)),
                settings.baseUrl());
    }

    @Bean
    DispensingEngine dispensingEngine(Terminology terminology, DrugTable drugs) {
        return new DispensingEngine(RuleSet.fromClassPath(), drugs, MmeTables.from(terminology));
    }

    @Bean
    Judge dispenseJudge(DispensingEngine engine) {
        return history -> new EngineJudging(engine.on(history));
    }

    @Bean
    PatientCheck patientCheck(Judge judge, DispensingEngine engine, PassiveRules passive) {
        return new PatientCheck(
                judge,
                engine.lookBackDays(),
                new DispenseTable(),
                new DispenseVersions(),
                new IssueRecorder(),
                passive);
    }

    @Bean
    PassiveRules passiveRules(MeterRegistry meters) {
        return new PassiveRules(meters);
    }

    @Bean(initMethod = "start")
    RuleBudgets ruleBudgets(
            FhirStore store,
            PassiveRules passive,
            ActLog log,
            DispensingSettings settings,
            Clock clock,
            StoreSettings storeSettings) {
        return new RuleBudgets(
                store,
                new BudgetTable(),
                passive,
                RuleSet.fromClassPath().rules(),
                AlertBudgets.fromClassPath(),
                log,
                settings.lookAtBudgetsEvery(),
                clock,
                storeSettings.timeZone());
    }

    @Bean
    BudgetProvider budgetProvider(RuleBudgets budgets) {
        return new BudgetProvider(budgets);
    }

    @Bean
    DispenseReader dispenseReader(Terminology terminology, StoreSettings settings) {
        return new DispenseReader(IdentifierSystems.from(terminology), settings.timeZone(), settings.baseUrl());
    }

    @Bean
    DispenseMonitor dispenseMonitor(DispenseReader reader, PatientCheck check) {
        return new DispenseMonitor(reader, new DispenseTable(), check);
    }

    @Bean
    DispenseRebuild dispenseRebuild(DispenseReader reader, PatientCheck check) {
        return new DispenseRebuild(reader, new DispenseVersions(), check);
    }

    @Bean
    Monitoring monitoring(DispenseMonitor monitor) {
        return new Monitoring(monitor, new DispenseTable(), new DispenseVersions());
    }

    @Bean(initMethod = "start")
    Rechecks dispenseRechecks(FhirStore store, PatientCheck check, DispensingSettings settings, Clock clock) {
        return new Rechecks(store, check, settings.recheckEvery(), clock);
    }

    @Bean(initMethod = "start")
    ProductRecheck productRecheck(
            FhirStore store, PatientCheck check, ProductTables products, DispensingEngine engine) {
        return new ProductRecheck(
                store,
                new DispenseTable(),
                check,
                JudgedBy.fingerprint(products, engine.pass().rules()));
    }

    @Bean
    MmeProvider mmeProvider(
            FhirStore store,
            CallerViews views,
            Terminology terminology,
            Monitoring monitoring,
            DrugTable drugs,
            Clock clock,
            StoreSettings settings) {
        MmeMethod method = MmeMethod.fromClassPath();
        return new MmeProvider(
                store,
                views,
                monitoring,
                new MmeCalculator(drugs, method),
                method,
                MmeTables.from(terminology),
                clock,
                settings.timeZone());
    }
}
