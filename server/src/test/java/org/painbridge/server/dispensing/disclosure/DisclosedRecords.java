package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.nms.PharmacyRecord;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.signing.DetachedSigner;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Dispenses of a person, and who asks for them and decides. */
abstract class DisclosedRecords extends ServerScenarios {
    static final String PHYSICIANS = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician";
    static final Party OFFICER = new Party("desk", "officer");
    static final Party CHIEF = new Party("office", "chief");
    static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Toronto"));
    static final DisclosureSettings SETTINGS = settings(Duration.ofDays(7));

    @Autowired
    FhirStore store;

    @Autowired
    Monitoring monitoring;

    @Autowired
    DispensingEngine engine;

    @Autowired
    DrugTable drugs;

    @Autowired
    SubmissionReader reader;

    @Autowired
    DetachedSigner signer;

    @Autowired
    ActLog log;

    final String person = PharmacyRecord.anyHealthNumber();
    final String pharmacy = "PH-" + unique();
    Disclosures disclosures;

    @BeforeEach
    void prepare() {
        disclosures = disclosures(Clock.systemUTC());
    }

    static DisclosureSettings settings(Duration approveWithin) {
        return new DisclosureSettings(
                Map.of(
                        "college",
                        new DisclosureSettings.Recipient("College of a test", Map.of("s1", "Act of a test, s. 1"))),
                Set.of(),
                Set.of(),
                "Organization/approvers",
                false,
                approveWithin,
                Duration.ofDays(30),
                Duration.ZERO,
                731,
                6);
    }

    Disclosures disclosures(Clock clock) {
        return disclosures(clock, SETTINGS);
    }

    Disclosures disclosures(Clock clock, DisclosureSettings settings) {
        return new Disclosures(
                store,
                new DisclosureTable(),
                settings,
                new ContentReader(monitoring, engine, drugs),
                new Peers(store, monitoring, reader, SETTINGS.smallestGroup()),
                new PackageMaker(signer, RuleSet.fromClassPath().rules(), drugs.source(), SETTINGS.smallestGroup()),
                log,
                clock);
    }

    Disclosure released(Asked asked) {
        return disclosures.approve(disclosures.request(asked, OFFICER).id(), CHIEF);
    }

    Map<String, byte[]> files(Disclosure released) {
        return store.query(connection -> new DisclosureTable().files(connection, released.id()));
    }

    List<String> trail(Disclosure disclosure) {
        return database()
                .sql("select query from audit_event where query like ?")
                .param("disclosure " + disclosure.id() + "%")
                .query(String.class)
                .list();
    }

    Subject patient() {
        return new Subjects(store, monitoring, reader)
                .patient(new Identifier().setSystem(PharmacyRecord.HCN).setValue(person));
    }

    static Asked asked(Subject subject, Instant at, List<Field> fields) {
        Instant moment = Instant.ofEpochMilli(at.toEpochMilli());
        return new Asked(
                "college",
                "s1",
                "Review of a <prescriber>",
                "CASE-7",
                subject,
                TODAY.minusDays(90),
                TODAY,
                moment,
                fields,
                SummaryLanguage.EN);
    }

    PharmacyRecord record(int number) {
        return PharmacyRecord.of(person, pharmacy, "RX-1").of(number);
    }

    void submit(PharmacyRecord... records) {
        String[] dispenses = List.of(records).stream().map(PharmacyRecord::json).toArray(String[]::new);
        assertThat(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(dispenses)))
                .hasStatus(200);
    }
}
