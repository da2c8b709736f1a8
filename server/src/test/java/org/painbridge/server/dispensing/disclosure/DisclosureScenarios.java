package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.dispensing.Sha256;
import org.painbridge.server.dispensing.disclosure.Disclosure.State;
import org.painbridge.server.dispensing.nms.PharmacyRecord;
import org.painbridge.server.fhirserver.ActLog;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.signing.DetachedSigner;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.springframework.beans.factory.annotation.Autowired;

/** Two persons and one package; what HTTP adds is in DisclosureIT. */
abstract class DisclosureScenarios extends ServerScenarios {
    private static final String PHYSICIANS = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician";
    private static final Party OFFICER = new Party("desk", "officer");
    private static final Party CHIEF = new Party("office", "chief");
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Toronto"));
    private static final DisclosureSettings SETTINGS = settings(Duration.ofDays(7));

    @Autowired
    private FhirStore store;

    @Autowired
    private Monitoring monitoring;

    @Autowired
    private DispensingEngine engine;

    @Autowired
    private DrugTable drugs;

    @Autowired
    private SubmissionReader reader;

    @Autowired
    private DetachedSigner signer;

    @Autowired
    private ActLog log;

    private final String person = PharmacyRecord.anyHealthNumber();
    private final String pharmacy = "PH-" + unique();
    private Disclosures disclosures;

    @BeforeEach
    void prepare() {
        disclosures = disclosures(Clock.systemUTC());
    }

    @Test
    void aPackageOfOneMomentIsTheSameBeforeAndAfterACorrectionAndTheRequesterIsTold() throws IOException {
        submit(record(1), record(2), record(3));
        Asked asked = asked(patient(), Instant.now(), Field.LEAST);
        Disclosure before = released(asked);
        Map<String, byte[]> first = files(before);
        assertThat(disclosures.withNotice(before).changed()).isNull();

        takeBack("RX-2");

        Map<String, byte[]> second = files(released(asked));
        assertThat(second.get(PackageMaker.ROWS)).isEqualTo(first.get(PackageMaker.ROWS));
        assertThat(second.get(PackageMaker.SUMMARY)).isEqualTo(first.get(PackageMaker.SUMMARY));
        assertThat(manifest(second).path("content")).isEqualTo(manifest(first).path("content"));
        assertThat(manifest(second).path("release"))
                .isNotEqualTo(manifest(first).path("release"));
        disclosures.keep();
        assertThat(disclosures.find(before.id()).orElseThrow().changed()).isNotNull();
        assertThat(disclosures.withNotice(before).changed()).isNotNull();
        assertThat(trail(before)).anyMatch(line -> line.contains("changed by later corrections"));
        assertThat(files(released(asked(patient(), Instant.now(), Field.LEAST))).get(PackageMaker.ROWS))
                .isNotEqualTo(first.get(PackageMaker.ROWS));
    }

    @Test
    void aPackageTellsWhatWasAskedForOfOneSubjectWithCountsLawAndLimits() throws IOException {
        submit(record(1), record(2), record(3));

        Map<String, byte[]> files = files(released(asked(patient(), Instant.now(), Field.LEAST)));

        String rows = text(files, PackageMaker.ROWS);
        assertThat(rows.lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("{\"day\":\"" + TODAY + "\",\"din\":\"00125121\""));
        assertThat(rows).contains("\"N1@").doesNotContain(person, pharmacy, "900001", "MedicationDispense");
        JsonNode content = manifest(files).path("content");
        assertThat(content.at("/basis/law").asText()).isEqualTo("Act of a test, s. 1");
        assertThat(content.at("/files/0/sha256").asText()).isEqualTo(Sha256.hex(rows));
        assertThat(summary(files))
                .contains("Act of a test, s. 1", "CASE-7", "Before exclusions", "What this does not show")
                .contains("compared with nobody", "Review of a <prescriber>");
    }

    @Test
    void theSummaryIsInTheLanguageThatWasAskedFor() throws IOException {
        submit(record(1), record(2), record(3));
        Asked english = asked(patient(), Instant.now(), Field.LEAST);

        Map<String, byte[]> files = files(released(new Asked(
                english.recipient(),
                english.basis(),
                english.purpose(),
                english.caseReference(),
                english.subject(),
                english.from(),
                english.to(),
                english.at(),
                english.fields(),
                SummaryLanguage.FR)));

        assertThat(summary(files))
                .contains("Divulgation de délivrances", "Avant exclusions", "Ce que ceci ne montre pas", "CASE-7")
                .doesNotContain("Before exclusions", "Dispenses", "What this");
        assertThat(manifest(files).at("/content/language").asText()).isEqualTo("fr");
    }

    @Test
    void aPrescriberStandsAmongThoseOfTheSameSpecialtyUnlessTheyAreTooFew() throws IOException {
        Sample sample = sample();
        String number = unique().replace("-", "");
        String few = specialist(sample, number, 0, "few-" + number);
        specialist(sample, number, 1, "few-" + number);
        List<String> many = IntStream.range(2, 9)
                .mapToObj(i -> specialist(sample, number, i, "many-" + number))
                .toList();
        String[] all = IntStream.range(0, 9)
                .mapToObj(i -> record(i).by(number + i).json())
                .toArray(String[]::new);
        assertThat(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(all)))
                .hasStatus(200);

        Map<String, byte[]> alone = files(released(prescriber(few)));
        Map<String, byte[]> among = files(released(prescriber(many.getFirst())));

        assertThat(summary(alone)).contains("Fewer than 6 others", "withheld");
        assertThat(summary(among)).contains("6 others of this specialty").doesNotContain("withheld");
        assertThat(text(among, PackageMaker.ROWS).lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("\"patient\":\"patient-1\"");
        assertThat(summary(among) + text(among, PackageMaker.ROWS)).doesNotContain(many.get(1), person);
    }

    @Test
    void nobodyDecidesAloneOrTwiceOrTooLate() {
        submit(record(1));
        Asked asked = asked(patient(), Instant.now(), Field.LEAST);
        String id = disclosures.request(asked, OFFICER).id();

        refused(id, new Party("office", "officer"));
        refused(id, new Party("desk", "chief"));
        assertThatThrownBy(() -> disclosures(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
                        .approve(id, CHIEF))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("without a decision");
        assertThat(disclosures.reject(id, CHIEF, "No case").state()).isEqualTo(State.REJECTED);
        assertThatThrownBy(() -> disclosures.approve(id, CHIEF)).isInstanceOf(StoreProblem.Conflict.class);
        assertThat(disclosures.files(disclosures.find(id).orElseThrow())).isEmpty();
        assertThat(disclosures.pending()).extracting(Disclosure::id).doesNotContain(id);
        assertThat(trail(disclosures.find(id).orElseThrow()))
                .anyMatch(line ->
                        line.contains("requested: ") && line.contains("case=CASE-7") && line.contains("purpose=Review"))
                .anyMatch(line -> line.contains("rejected"));
    }

    @Test
    void bothAreToldByTasksThatNameNobodyWhomItIsAbout() {
        submit(record(1));
        Asked asked = asked(patient(), Instant.now(), Field.LEAST);

        String id = disclosures.request(asked, OFFICER).id();
        assertThat(tasks(id)).containsExactly("decide-disclosure requested Organization/approvers");

        Disclosure released = disclosures.approve(id, CHIEF);
        assertThat(tasks(id))
                .containsExactlyInAnyOrder(
                        "decide-disclosure completed Organization/approvers", "disclosure-decided requested officer");
        assertThat(http().get(tasksOf(id)).text())
                .doesNotContain(String.valueOf(asked.subject().patientId()), person, "CASE-7", "Review", "College");

        disclosures.fetch(released, PackageMaker.SUMMARY);
        assertThat(tasks(id)).contains("disclosure-decided completed officer");
    }

    @Test
    void whatNobodyDecidedInTimeWaitsForNobody() {
        Disclosures brief = disclosures(Clock.systemUTC(), settings(Duration.ofMillis(1)));
        String id = brief.request(asked(new Subject("licence of nobody", null), Instant.now(), Field.LEAST), OFFICER)
                .id();

        Awaitility.await().untilAsserted(() -> {
            brief.keep();
            assertThat(tasks(id)).containsExactly("decide-disclosure cancelled Organization/approvers");
        });
    }

    private static String tasksOf(String id) {
        return "Task?identifier=" + Disclosures.IDENTIFIERS + "%7C" + id;
    }

    private List<String> tasks(String id) {
        JsonNode entries = http().get(tasksOf(id)).json().path("entry");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(task -> task.at("/code/coding/0/code").asText() + " "
                        + task.path("status").asText() + " "
                        + task.at("/owner/reference")
                                .asText(task.at("/owner/identifier/value").asText()))
                .toList();
    }

    @Test
    void whatHasExpiredIsTakenAway() {
        submit(record(1));
        Disclosure released = released(asked(patient(), Instant.now(), Field.LEAST));
        assertThat(disclosures.fetch(released, PackageMaker.ROWS)).isNotEmpty();
        assertThat(disclosures.find(released.id()).orElseThrow().downloads()).isEqualTo(1);

        database()
                .sql("update disclosure set expires = 1 where disclosure_id = ?")
                .param(released.id())
                .update();
        disclosures.keep();

        assertThat(disclosures.files(released)).isEmpty();
    }

    @Test
    void withoutRecipientsInTheSettingsNothingIsDisclosed() {
        assertThat(http().post("$nms-disclose", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(403, "access-denied")
                .saying("painbridge.disclosure.recipients");
    }

    private void refused(String id, Party approver) {
        assertThatThrownBy(() -> disclosures.approve(id, approver))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(403));
    }

    private static DisclosureSettings settings(Duration approveWithin) {
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

    private Disclosures disclosures(Clock clock) {
        return disclosures(clock, SETTINGS);
    }

    private Disclosures disclosures(Clock clock, DisclosureSettings settings) {
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

    private Disclosure released(Asked asked) {
        return disclosures.approve(disclosures.request(asked, OFFICER).id(), CHIEF);
    }

    private Map<String, byte[]> files(Disclosure released) {
        return store.query(connection -> new DisclosureTable().files(connection, released.id()));
    }

    private List<String> trail(Disclosure disclosure) {
        return database()
                .sql("select query from audit_event where query like ?")
                .param("disclosure " + disclosure.id() + "%")
                .query(String.class)
                .list();
    }

    private Subject patient() {
        return new Subjects(store, reader)
                .patient(new Identifier().setSystem(PharmacyRecord.HCN).setValue(person));
    }

    private Asked prescriber(String licence) {
        Subject subject = new Subjects(store, reader)
                .practitioner(new Identifier().setSystem(PHYSICIANS).setValue(licence));
        return asked(subject, Instant.now(), List.of(Field.DAY, Field.PATIENT));
    }

    private static Asked asked(Subject subject, Instant at, List<Field> fields) {
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

    /** @return the licence */
    private static String specialist(Sample sample, String number, int i, String specialty) {
        Practitioner practitioner = new Practitioner();
        practitioner.addIdentifier().setSystem(PHYSICIANS).setValue(number + i);
        sample.put("doctor-" + i, practitioner);
        PractitionerRole role = new PractitionerRole()
                .setActive(true)
                .setPractitioner(new Reference("Practitioner/" + sample.id("doctor-" + i)));
        role.addSpecialty().addCoding(new Coding("urn:made-up:specialties", specialty, "Specialty of a test"));
        sample.put("role-" + i, role);
        return number + i;
    }

    private PharmacyRecord record(int number) {
        return PharmacyRecord.of(person, pharmacy, "RX-1").of(number);
    }

    private void submit(PharmacyRecord... records) {
        String[] dispenses = List.of(records).stream().map(PharmacyRecord::json).toArray(String[]::new);
        assertThat(http().post("MedicationDispense/$nms-submit", PharmacyRecord.body(dispenses)))
                .hasStatus(200);
    }

    private void takeBack(String prescription) {
        assertThat(http().post("MedicationDispense/$nms-reverse", """
                {"resourceType":"Parameters","parameter":[
                {"name":"pharmacy","valueIdentifier":{"system":"%s","value":"%s"}},
                {"name":"prescription","valueString":"%s"}]}""".formatted(
                                PharmacyRecord.PHARMACY, pharmacy, prescription)))
                .hasStatus(200);
    }

    private static String summary(Map<String, byte[]> files) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(files.get(PackageMaker.SUMMARY))) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
        }
    }

    private static JsonNode manifest(Map<String, byte[]> files) throws IOException {
        return new ObjectMapper().readTree(files.get(PackageMaker.MANIFEST));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
