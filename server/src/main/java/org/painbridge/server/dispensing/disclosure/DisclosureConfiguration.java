package org.painbridge.server.dispensing.disclosure;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import org.painbridge.dispensing.Alerting;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.security.Callers;
import org.painbridge.server.signing.DetachedSigner;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts disclosures together. */
@Configuration(proxyBeanMethods = false)
class DisclosureConfiguration {

    @Bean
    Disclosures disclosures(
            FhirStore store,
            Monitoring monitoring,
            DispensingEngine engine,
            DrugTable drugs,
            SubmissionReader reader,
            DetachedSigner signer,
            ActLog log,
            DisclosureSettings settings,
            Clock clock) {
        List<RuleInfo> applied = RuleSet.fromClassPath().rules().stream()
                .filter(rule -> rule.alerting().state() == Alerting.State.ACTIVE)
                .toList();
        return new Disclosures(
                store,
                new DisclosureTable(),
                settings,
                new ContentReader(monitoring, engine, drugs),
                new Peers(store, monitoring, reader, settings.smallestGroup()),
                new PackageMaker(signer, applied, drugs.source(), settings.smallestGroup()),
                log,
                clock);
    }

    @Bean(initMethod = "start")
    DisclosureKeeper disclosureKeeper(Disclosures disclosures, DisclosureSettings settings) {
        return new DisclosureKeeper(disclosures, settings.lookEvery());
    }

    @Bean
    DisclosureProvider disclosureProvider(
            FhirContext context,
            Callers callers,
            FhirStore store,
            Monitoring monitoring,
            SubmissionReader reader,
            Disclosures disclosures,
            DisclosureSettings settings,
            Clock clock) {
        return new DisclosureProvider(
                context, callers, disclosures, new Subjects(store, monitoring, reader), settings, clock);
    }
}
