package org.painbridge.server.imaging.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.fhirserver.CallLog;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.imaging.ImagingSettings;
import org.painbridge.server.imaging.StoredChart;
import org.painbridge.server.imaging.ToldDecisions;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.ReplayGuard;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts CDS Hooks together. */
@Configuration(proxyBeanMethods = false)
class HooksConfiguration {

    @Bean
    GuardedHttp cdsHttp(ChartSettings settings) {
        return new GuardedHttp(settings.fetchTimeout(), settings.maxFetch().toBytes(), new GuardedResolver());
    }

    @Bean
    Clients cdsClients(HookSettings settings, ChartSettings charts) {
        return new Clients(settings, charts);
    }

    @Bean
    ClientTrust cdsClientTrust(
            HookSettings settings, Clients clients, GuardedHttp http, ReplayGuard tokens, Clock clock) {
        return new ClientTrust(settings, clients, new ClientKeys(settings.clients(), http), tokens, clock);
    }

    @Bean
    Discovery cdsDiscovery(HookSettings settings, ImagingAppropriateness imaging) {
        return new Discovery(settings.mode(), imaging.rules().ref().version());
    }

    @Bean
    FhirReader cdsFhirReader(FhirContext context, JsonChecks checks) {
        return new FhirReader(context, checks);
    }

    @Bean
    OwnCharts ownCharts(StoredChart chart, CallerViews views, StoreSettings here, ChartSettings settings) {
        return new OwnCharts(chart, views, here.baseUrl(), settings.useStore());
    }

    @Bean
    ClientCharts clientCharts(GuardedHttp http, JsonChecks checks, FhirReader fhir, ChartSettings settings) {
        return new ClientCharts(new ClientFetch(http, new HookJson(checks), fhir), settings);
    }

    @Bean(initMethod = "start")
    DecisionLog cdsDecisionLog(
            ToldDecisions decisions, FhirStore store, Clock clock, HookSettings settings, MeterRegistry meters) {
        return new DecisionLog(decisions, store, clock, settings.keepRecords(), meters);
    }

    @Bean
    HookDecisions hookDecisions(
            Decisions decisions,
            ToldDecisions told,
            DecisionLog log,
            ImagingAppropriateness imaging,
            ImagingSettings settings,
            StoreSettings store) {
        return new HookDecisions(
                decisions, told, log, imaging, settings.maxAlternatives(), ImagingSettings.pages(store));
    }

    @Bean
    FeedbackBox cdsFeedback(JsonChecks checks, FhirStore store) {
        return new FeedbackBox(new FeedbackReader(new HookJson(checks)), store);
    }

    @Bean
    CallBody cdsCallBody(HookSettings settings) {
        return new CallBody(settings.maxBody());
    }

    @Bean
    Refusals cdsRefusals(ProblemTranslator problems, FhirContext context) {
        return new Refusals(problems, context);
    }

    @Bean
    OrderAssessor cdsOrderAssessor(
            ImagingAppropriateness imaging, ProcedureCatalogue procedures, Clock clock, StoreSettings store) {
        return new OrderAssessor(imaging, procedures, clock, store.timeZone());
    }

    @Bean
    CallReader cdsCallReader(FhirReader fhir, JsonChecks checks, HookSettings settings) {
        return new CallReader(new HookJson(checks), new DraftOrderReader(fhir, settings.maxOrders()));
    }

    @Bean
    ImagingHook imagingHook(
            Clients clients,
            CallReader reader,
            ChartReader charts,
            OrderAssessor assessor,
            HookRecords records,
            HookSettings settings) {
        return new ImagingHook(clients, reader, charts, assessor, records, settings);
    }

    @Bean
    ChartReader cdsChartReader(FhirReader fhir, ClientCharts charts, OwnCharts own) {
        return new ChartReader(fhir, charts, own);
    }

    @Bean
    HookRecords cdsRecords(MeterRegistry meters, HookDecisions decisions, CallLog calls) {
        return new HookRecords(meters, decisions, calls);
    }
}
