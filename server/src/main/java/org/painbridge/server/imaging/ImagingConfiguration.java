package org.painbridge.server.imaging;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.IndicationSuggestions;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCandidates;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.imaging.signing.DecisionSigner;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the imaging capability together; a bad rule file stops the start. */
@Configuration(proxyBeanMethods = false)
class ImagingConfiguration {

    @Bean
    ProcedureCatalogue procedureCatalogue(Terminology terminology, FhirContext context, ImagingSettings settings) {
        return new ProcedureCatalogue(terminology, LocalProcedures.in(context, settings.procedureMaps()));
    }

    @Bean
    Guidelines guidelines(Terminology terminology, ProcedureCatalogue procedures, ImagingSettings settings) {
        RuleSetLoader loader = new RuleSetLoader(terminology, procedures);
        Stream<PackFiles> others = settings.packs().stream().map(folder -> PackFiles.in(Path.of(folder)));
        return Guidelines.of(
                Stream.concat(Stream.of(PackFiles.shipped()), others)
                        .map(files -> new ImagingAppropriateness(loader.load(files), procedures))
                        .toList(),
                settings.inForce());
    }

    /** The pack in force. */
    @Bean
    ImagingAppropriateness imagingAppropriateness(Guidelines guidelines) {
        return guidelines.inForce();
    }

    @Bean
    GuidelineDefinitions guidelineDefinitions(Guidelines guidelines, ProcedureCatalogue procedures) {
        return new GuidelineDefinitions(guidelines, procedures);
    }

    @Bean
    StoredChart storedChart(FhirContext context, FhirStore store, CallerViews views) {
        return new StoredChart(context, store, views);
    }

    @Bean
    Decisions decisions(
            FhirContext context, FhirStore store, DecisionSigner signer, Clock clock, StoreSettings settings) {
        return new Decisions(store, signer, new Elsewhere(context), clock, settings.timeZone(), programVersion());
    }

    @Bean
    ToldDecisions toldDecisions(FhirStore store, Decisions decisions) {
        return new ToldDecisions(store, decisions);
    }

    @Bean
    Assessor assessor(
            Guidelines guidelines,
            StoredChart chart,
            Decisions decisions,
            ImagingSettings settings,
            Clock clock,
            StoreSettings store) {
        return new Assessor(guidelines, chart, decisions, settings, clock, store);
    }

    @Bean
    ImagingProvider imagingProvider(Assessor assessor, StoredChart chart) {
        return new ImagingProvider(assessor, chart);
    }

    @Bean
    SuggestProvider suggestProvider(Terminology terminology, ProcedureCatalogue procedures) {
        return new SuggestProvider(
                new IndicationSuggestions(terminology), new ProcedureCandidates(terminology, procedures.all()));
    }

    @Bean
    DiffProvider diffProvider(Guidelines guidelines) {
        return new DiffProvider(guidelines);
    }

    @Bean
    ApplyProvider applyProvider(Assessor assessor) {
        return new ApplyProvider(assessor);
    }

    @Bean
    VerifyProvider verifyProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            DecisionSigner signer,
            Guidelines guidelines,
            Decisions decisions) {
        DecisionVerifier verifier = new DecisionVerifier(context, store, signer, decisions, guidelines);
        return new VerifyProvider(verifier, decisions, store, views);
    }

    @Bean
    FeedbackProvider feedbackProvider(FhirStore store, Decisions decisions, CallerViews views) {
        return new FeedbackProvider(store, decisions, views);
    }

    private static String programVersion() {
        String version = ImagingConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
