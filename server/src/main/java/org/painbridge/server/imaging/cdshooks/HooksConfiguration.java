package org.painbridge.server.imaging.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.imaging.StoredChart;
import org.painbridge.server.security.CallerViews;
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
    ClientTrust cdsClientTrust(HookSettings settings, Clients clients, GuardedHttp http, Clock clock) {
        return new ClientTrust(settings, clients, new ClientKeys(settings.clients(), http), clock);
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
    OwnCharts ownCharts(
            FhirContext context, FhirStore store, CallerViews views, StoreSettings here, ChartSettings settings) {
        return new OwnCharts(new StoredChart(context, store, views), views, here.baseUrl(), settings.useStore());
    }

    @Bean
    ClientCharts clientCharts(
            GuardedHttp http, JsonChecks checks, FhirReader fhir, OwnCharts own, ChartSettings settings) {
        return new ClientCharts(new ClientFetch(http, new HookJson(checks), fhir), own, settings.fetchTimeout());
    }

    @Bean(initMethod = "start")
    DecisionLog cdsDecisionLog(FhirStore store, MeterRegistry meters) {
        return new DecisionLog(store, meters);
    }

    @Bean
    FeedbackReader cdsFeedbackReader(JsonChecks checks) {
        return new FeedbackReader(new HookJson(checks));
    }

    @Bean
    FeedbackTable cdsFeedbackTable(FhirStore store, Clock clock) {
        return new FeedbackTable(store, clock);
    }

    @Bean
    OrderAssessor cdsOrderAssessor(ImagingAppropriateness imaging, ProcedureCatalogue procedures) {
        return new OrderAssessor(imaging, procedures);
    }

    @Bean
    CallReader cdsCallReader(FhirReader fhir, JsonChecks checks, HookSettings settings) {
        return new CallReader(new HookJson(checks), new DraftOrderReader(fhir, settings.maxOrders()));
    }

    @Bean
    ImagingHook imagingHook(
            Clients clients,
            CallReader reader,
            FhirReader fhir,
            ClientCharts charts,
            OwnCharts own,
            OrderAssessor assessor,
            HookSettings settings,
            StoreSettings store,
            HookRecords records,
            Clock clock) {
        return new ImagingHook(
                clients,
                reader,
                new ChartReader(fhir, charts, own),
                assessor,
                new CardJson(),
                records,
                settings,
                store,
                clock);
    }

    @Bean
    HookRecords cdsRecords(MeterRegistry meters, DecisionLog log) {
        return new HookRecords(meters, log);
    }
}
