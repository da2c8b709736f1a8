package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.PushCheck;
import org.painbridge.careplan.PushPolicy;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.TaperRules;
import org.painbridge.careplan.fhir.Naloxone;
import org.painbridge.careplan.fhir.Progress;
import org.painbridge.careplan.fhir.Proposal;
import org.painbridge.careplan.fhir.PushReader;
import org.painbridge.careplan.fhir.PushWriter;
import org.painbridge.careplan.fhir.TaperReader;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.Terminology;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.clinical.fhir.PrescribedDoses;
import org.painbridge.server.careplan.figures.ExchangeMeasure;
import org.painbridge.server.careplan.figures.MeasureProvider;
import org.painbridge.server.fhirserver.Answers;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.CareMembers;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.ResourceJson;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the care-plan capability together. */
@Configuration(proxyBeanMethods = false)
class CarePlanConfiguration {
    private static final String FAMILY_PHYSICIAN = "https://painbridge.example/fhir/ValueSet/family-physician-role";
    private static final String NALOXONE = "https://painbridge.example/fhir/ValueSet/naloxone-medication";
    /** The store numbers versions from 1. */
    private static final String FIRST_VERSION = "1";

    @Bean
    CarePlanProvider carePlanProvider(
            FhirContext context, FhirStore store, Pushes pushes, Speakers speakers, CallerViews views) {
        return new CarePlanProvider(context, store, pushes, speakers, views);
    }

    @Bean
    Pushes pushes(
            FhirContext context,
            WriteCheck writes,
            Terminology terminology,
            TaperReader taper,
            CarePlanSettings settings,
            StoreSettings storeSettings) {
        PushPolicy policy = new PushPolicy(
                terminology.codeSet(FAMILY_PHYSICIAN), settings.deadlines(), settings.paperWithoutEndpoint());
        return new Pushes(
                context,
                writes,
                storeSettings.timeZone(),
                new PushReader(
                        context,
                        storeSettings.timeZone(),
                        settings.maxEntries(),
                        resource -> canonical(context, resource)),
                new PushCheck(policy),
                taper,
                new PushWriter(storeSettings.timeZone(), FIRST_VERSION));
    }

    private static String canonical(FhirContext context, Resource resource) {
        try {
            return new String(ResourceJson.of(resource), StandardCharsets.UTF_8);
        } catch (ResourceJson.ForeignDatatype e) { // HAPI reads and writes it all the same.
            return context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource);
        }
    }

    @Bean
    TaperReader planTaper(Terminology terminology, PrescribedDoses doses) {
        MedicineNames names = new MedicineNames(MedicineWords.from(terminology));
        return new TaperReader(
                new TaperCheck(TaperRules.read()), new Naloxone(terminology.codeSet(NALOXONE), names, doses));
    }

    @Bean
    Exchange planExchange(
            FhirContext context,
            FhirStore store,
            WriteCheck writes,
            Speakers speakers,
            CallerViews views,
            StoreSettings settings) {
        return new Exchange(context, store, writes, speakers, views, settings.timeZone());
    }

    @Bean
    Speakers planSpeakers(FhirStore store, Callers callers, CareMembers members) {
        return new Speakers(store, callers, members);
    }

    @Bean
    ViewProvider planViewProvider(
            FhirContext context, FhirStore store, CallerViews views, StoreSettings settings, Clock clock) {
        return new ViewProvider(store, views, new Answers(context, clock), settings, clock);
    }

    @Bean
    PlanPrinter planPrinter(StoreSettings settings, PrescribedDoses doses) {
        return new PlanPrinter(settings.timeZone(), doses);
    }

    @Bean
    RenderProvider planRenderProvider(
            FhirStore store, CallerViews views, PlanPrinter printer, StoreSettings settings, Clock clock) {
        return new RenderProvider(store, views, printer, settings.baseUrl(), clock);
    }

    @Bean
    FigureRebuild planFigureRebuild() {
        return new FigureRebuild();
    }

    @Bean
    FigureKeeper planFigureKeeper(FigureRebuild rebuild) {
        return new FigureKeeper(rebuild);
    }

    /** Of no store: what defines codes is there before one. */
    @Bean
    ExchangeMeasure carePlanMeasure(FhirContext context) {
        return new ExchangeMeasure(context);
    }

    @Bean
    MeasureProvider measureProvider(
            FhirStore store, StoreSettings storeSettings, CarePlanSettings settings, Clock clock) {
        return new MeasureProvider(store, storeSettings.timeZone(), clock, settings.smallestCount());
    }

    @Bean
    CalledOffParts calledOffParts(StoreSettings settings, FigureKeeper figures) {
        return new CalledOffParts(settings.timeZone(), figures);
    }

    @Bean
    PlanGuard planGuard() {
        return new PlanGuard();
    }

    @Bean(initMethod = "start")
    OverdueReviews overdueReviews(FhirStore store, Exchange exchange, CarePlanSettings settings, Clock clock) {
        return new OverdueReviews(store, exchange, settings, clock);
    }

    @Bean
    RouteProvider routeProvider(
            FhirStore store,
            CallerViews views,
            Terminology terminology,
            StoreSettings settings,
            CarePlanSettings plans,
            Clock clock) {
        return new RouteProvider(
                store,
                views,
                terminology.codeSet(FAMILY_PHYSICIAN),
                settings.timeZone(),
                plans.paperWithoutEndpoint(),
                clock);
    }

    @Bean
    MessageProvider messageProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            Speakers speakers,
            WriteCheck writes,
            ProblemTranslator problems,
            Exchange exchange,
            TaperReader taper,
            Pushes pushes,
            CarePlanSettings settings,
            StoreSettings here,
            Clock clock) {
        return new MessageProvider(
                context,
                store,
                views,
                speakers,
                writes,
                problems,
                exchange,
                new Proposal(settings.deadlines(), taper),
                new Progress(taper),
                pushes,
                new MessageWords(here.baseUrl(), clock),
                settings.messageEventSystems(),
                here.baseUrl());
    }

    @Bean
    ExchangeProvider exchangeProvider(Exchange exchange, CarePlanSettings settings, TaperReader taper) {
        return new ExchangeProvider(exchange, settings.deadlines(), taper);
    }
}
