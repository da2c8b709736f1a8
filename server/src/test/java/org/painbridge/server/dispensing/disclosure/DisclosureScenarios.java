package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.dispensing.Sha256;
import org.painbridge.server.dispensing.nms.PharmacyRecord;
import org.painbridge.server.store.StoreProblem;

/** What is in a package that two persons have let go; what HTTP adds is in DisclosureIT. */
abstract class DisclosureScenarios extends DisclosedRecords {
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
    void ofALicenceThatNobodyHasNothingIsSaid() {
        String licence = unique().replace("-", "").substring(0, 12);
        assertThatThrownBy(() -> prescriber(licence)).isInstanceOf(StoreProblem.NotFound.class);

        submit(record(1).by(licence));

        assertThat(prescriber(licence).subject().key()).endsWith("|" + licence);
    }

    private Asked prescriber(String licence) {
        Subject subject = new Subjects(store, monitoring, reader)
                .practitioner(new Identifier().setSystem(PHYSICIANS).setValue(licence));
        return asked(subject, Instant.now(), List.of(Field.DAY, Field.PATIENT));
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
