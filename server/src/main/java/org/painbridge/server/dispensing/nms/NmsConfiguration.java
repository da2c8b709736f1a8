package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.nms.IdentityCodes;
import org.painbridge.dispensing.nms.NmsLimits;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.PrescriberReferences;
import org.painbridge.dispensing.nms.QualityCheck;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the transactions of pharmacies together. */
@Configuration(proxyBeanMethods = false)
class NmsConfiguration {

    @Bean
    NmsProblems nmsProblems() {
        return NmsProblems.fromClassPath();
    }

    @Bean
    NmsLimits nmsLimits(Terminology terminology) {
        return NmsLimits.from(terminology);
    }

    @Bean
    SubmissionReader submissionReader(Terminology terminology, StoreSettings settings) {
        IdentifierSystems systems = IdentifierSystems.from(terminology);
        return new SubmissionReader(
                systems,
                IdentityCodes.from(terminology, systems),
                PrescriberReferences.from(terminology, systems),
                settings.timeZone());
    }

    @Bean
    SubmissionCheck submissionCheck(
            Terminology terminology, NmsProblems problems, NmsLimits limits, DrugTable drugs, StoreSettings settings) {
        IdentifierSystems systems = IdentifierSystems.from(terminology);
        return new SubmissionCheck(
                problems,
                limits,
                IdentityCodes.from(terminology, systems),
                PrescriberReferences.from(terminology, systems),
                drugs,
                settings.timeZone());
    }

    @Bean
    SubmitProvider submitProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            WriteCheck writes,
            Callers callers,
            SubmissionReader reader,
            SubmissionCheck check,
            NmsProblems problems,
            SubmissionGuard guard,
            Monitoring monitoring,
            QualityTable quality,
            NmsSettings settings) {
        Submissions submissions = new Submissions(reader, check, problems, guard, new SubmissionTable(), quality);
        return new SubmitProvider(
                context, store, views, writes, new Pharmacies(callers), submissions, monitoring, settings);
    }

    @Bean
    PlainDispenses plainDispenses(
            SubmissionReader reader, SubmissionCheck check, DrugTable drugs, NmsSettings settings) {
        return new PlainDispenses(reader, check, new MonitoredProducts(drugs), settings.checkPlainCreates());
    }

    @Bean
    SubmissionGuard submissionGuard(SubmissionReader reader, NmsProblems problems, DrugTable drugs) {
        return new SubmissionGuard(reader, problems, new MonitoredProducts(drugs), new SubmissionTable());
    }

    @Bean
    QualityTable qualityTable(StoreSettings settings) {
        return new QualityTable(settings.timeZone());
    }

    @Bean
    QualityProvider qualityProvider(
            FhirStore store,
            CallerViews views,
            Callers callers,
            SubmissionReader reader,
            QualityTable table,
            NmsLimits limits,
            DrugTable drugs,
            Clock clock,
            StoreSettings settings) {
        return new QualityProvider(
                store, views, callers, reader, table, new QualityCheck(limits, drugs), clock, settings.timeZone());
    }

    @Bean
    ReverseProvider reverseProvider(
            FhirStore store,
            CallerViews views,
            Callers callers,
            SubmissionReader reader,
            SubmissionCheck check,
            NmsProblems problems,
            NmsLimits limits,
            SubmissionGuard guard) {
        return new ReverseProvider(
                store, views, new Pharmacies(callers), reader, check, problems, limits, guard, new SubmissionTable());
    }

    @Bean
    InquiryProvider inquiryProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            WithheldNotice withheld,
            SubmissionReader reader,
            NmsProblems problems,
            NmsLimits limits,
            Monitoring monitoring,
            DrugTable drugs,
            Clock clock,
            StoreSettings settings) {
        return new InquiryProvider(
                views,
                new Identity(store, reader, problems),
                new MonitoredDispenses(store, monitoring, drugs),
                withheld,
                new Answers(context, clock),
                limits.inquiryDays(),
                clock,
                settings.timeZone());
    }

    @Bean
    WithheldNotice withheldNotice(FhirStore store, Callers callers, Clock clock) {
        return new WithheldNotice(store, callers, clock);
    }

    @Bean
    RegistrySearch registrySearch(
            FhirStore store,
            CallerViews views,
            WithheldNotice withheld,
            SubmissionReader reader,
            NmsProblems problems,
            NmsLimits limits,
            Clock clock,
            StoreSettings settings) {
        return new RegistrySearch(
                views,
                withheld,
                new Identity(store, reader, problems),
                limits.inquiryDays(),
                clock,
                settings.timeZone());
    }

    @Bean
    HistoryProvider historyProvider(
            FhirStore store,
            CallerViews views,
            SubmissionReader reader,
            NmsProblems problems,
            NmsLimits limits,
            Monitoring monitoring,
            Terminology terminology,
            DrugTable drugs,
            WithheldNotice withheld,
            InteractionLog log,
            Clock clock,
            StoreSettings settings) {
        MmeMethod method = MmeMethod.fromClassPath();
        PersonHistory histories = new PersonHistory(
                store,
                new MonitoredDispenses(store, monitoring, drugs),
                new MmeCalculator(drugs, method),
                method,
                MmeTables.from(terminology).table(method.defaultTable()).orElseThrow());
        return new HistoryProvider(
                store,
                views,
                new Identity(store, reader, problems),
                histories,
                withheld,
                log,
                settings.baseUrl(),
                limits.inquiryDays(),
                clock,
                settings.timeZone());
    }
}
