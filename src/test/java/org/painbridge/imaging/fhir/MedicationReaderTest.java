package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Procedure;

/** What the medicines of a chart say about facts, by a table that a clinician can read. */
class MedicationReaderTest {
    private static final String ATC = "http://www.whocc.no/atc";
    private static final Reference PERSON = new Reference("Patient/example");
    private static final ImagingAppropriateness SHIPPED =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final List<CSVRecord> ROWS = rows();

    private static List<CSVRecord> rows() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .get();
        try {
            return format.parse(new StringReader(ImagingPack.resource("medicines/medicines.csv")))
                    .getRecords();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<CSVRecord> table() {
        return ROWS;
    }

    @ParameterizedTest
    @MethodSource("table")
    void aMedicineSaysWhatTheTableExpects(CSVRecord row) {
        ImagingVerdict verdict = SHIPPED.decide(request(row)).verdict();

        assertThat(fact(verdict, row.get("fact")).state().code())
                .as(row.get("story"))
                .isEqualTo(row.get("state"));
        String rating =
                verdict instanceof ImagingVerdict.Rated rated ? rated.category().code() : "";
        assertThat(rating).as("%s", verdict).isEqualTo(row.get("rating"));
        if (verdict instanceof ImagingVerdict.Rated rated) {
            assertThat(rated.scenario().id()).isEqualTo(row.get("scenario"));
        }
    }

    @Test
    void everyFactThatAMedicineMeetsHasARowOfEachKind() {
        Set<String> asked = ImagingPack.RULES.facts().values().stream()
                .filter(fact -> fact.type() == Fact.Type.BOOLEAN)
                .filter(fact -> fact.evidence().stream().anyMatch(FactEvidence.Medication.class::isInstance))
                .map(fact -> fact.id())
                .collect(Collectors.toSet());

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "chronic-steroid-use", "immunosuppression", "anticoagulant", "bisphosphonate-three-years");
        assertThat(asked)
                .allSatisfy(fact -> assertThat(ROWS)
                        .filteredOn(row -> row.get("fact").equals(fact))
                        .extracting(row -> row.get("kind"))
                        .contains("met", "old", "stopped", "unknown"));
    }

    @Test
    void theTraceNamesTheRecordTheCodeAndTheLastDayItSpeaksFor() {
        ImagingRequest request =
                onSteroids("dispense completed H02AB07 2026-05-20 +60; dispense completed H02AB07 2026-07-19 +30");

        List<Finding> used =
                fact(SHIPPED.decide(request).verdict(), "chronic-steroid-use").used();

        assertThat(used)
                .extracting(finding -> finding.source().reference())
                .containsExactly("MedicationDispense/0", "MedicationDispense/1");
        assertThat(used.getLast().source().observedOn()).hasToString("2026-08-17");
        assertThat(used.getLast().source().code()).hasToString(ATC + "|H02AB07");
    }

    @Test
    void aMedicineThatTheRecordContainsIsRead() {
        MedicationStatement taken = (MedicationStatement) record("statement active - 2026-01-10 -", 0);
        Medication medicine = new Medication().setCode(ImagingRequests.concept(ATC, "H02AB07"));
        medicine.setId("#it");
        taken.addContained(medicine);
        taken.setMedication(new Reference("#it"));

        var verdict =
                SHIPPED.decide(ImagingRequests.lumbarMri().with(taken).build()).verdict();

        assertThat(fact(verdict, "chronic-steroid-use").state().code()).isEqualTo("met");
    }

    @ParameterizedTest
    @CsvSource({"90, d, 1, met", "80, d, 0, unknown", "200, wk, 1, unknown", "5, d, 0, unknown"})
    void aPrescriptionLastsForItsSupplyAndRepeats(int supply, String unit, int repeats, String state) {
        MedicationRequest prescribed = (MedicationRequest) record("request active H02AB07 2026-05-01 -", 0);
        prescribed
                .getDispenseRequest()
                .setNumberOfRepeatsAllowed(repeats)
                .getExpectedSupplyDuration()
                .setValue(supply)
                .setCode(unit);

        var verdict = SHIPPED.decide(
                        ImagingRequests.lumbarMri().with(prescribed).build())
                .verdict();

        assertThat(fact(verdict, "chronic-steroid-use").state().code()).isEqualTo(state);
    }

    @Test
    void aProposalToPrescribeAndAPrescriptionNotToAreNoMedicine() {
        MedicationRequest proposed = (MedicationRequest) record("request active H02AB07 2026-01-10 2026-12-31", 0);
        MedicationRequest forbidden = proposed.copy();
        proposed.setIntent(MedicationRequestIntent.PROPOSAL);
        forbidden.setDoNotPerform(true);

        var verdict = SHIPPED.decide(ImagingRequests.lumbarMri()
                        .with(proposed)
                        .with(forbidden)
                        .build())
                .verdict();

        assertThat(fact(verdict, "chronic-steroid-use").state().code()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"1e9, d, met", "120, , met", "120, wk, unknown", "-5, d, unknown"})
    void theSupplyCountsInDays(String value, String unit, String state) {
        MedicationDispense given = (MedicationDispense) record("dispense completed H02AB07 2026-06-01 +1", 0);
        given.setDaysSupply(new Quantity().setValue(new BigDecimal(value)).setCode(unit));

        var verdict =
                SHIPPED.decide(ImagingRequests.lumbarMri().with(given).build()).verdict();

        assertThat(fact(verdict, "chronic-steroid-use").state().code()).isEqualTo(state);
    }

    private static ImagingRequest onSteroids(String medicines) {
        ImagingRequests requests = ImagingRequests.lumbarMri();
        records(medicines).forEach(requests::with);
        return requests.build();
    }

    private static FactTrace fact(ImagingVerdict verdict, String id) {
        return verdict.trace().facts().stream()
                .filter(fact -> fact.fact().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not looked at: " + id));
    }

    private static ImagingRequest request(CSVRecord row) {
        ImagingRequests requests = ImagingRequests.lumbarMri().ordered(order -> {
            order.setCode(ImagingRequests.concept(Procedure.SYSTEM, row.get("procedure")));
            order.setReasonCode(List.of(ImagingRequests.concept(ImagingRequests.ICD, row.get("reason"))));
        });
        requests.answered(answers -> Arrays.stream(row.get("answers").split(" "))
                .map(answer -> answer.split("=", -1))
                .forEach(answer ->
                        ImagingRequests.answer(answers, answer[0], new BooleanType(Boolean.parseBoolean(answer[1])))));
        records(row.get("medicines")).forEach(requests::with);
        return requests.build();
    }

    private static List<Resource> records(String medicines) {
        List<String> parts = Stream.of(medicines.split(";"))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        return IntStream.range(0, parts.size())
                .mapToObj(number -> record(parts.get(number), number))
                .toList();
    }

    private static Resource record(String text, int number) {
        String[] part = text.split(" ");
        CodeableConcept code = part[2].equals("-") ? new CodeableConcept() : ImagingRequests.concept(ATC, part[2]);
        Resource record = switch (part[0]) {
            case "statement" -> {
                MedicationStatement taken =
                        new MedicationStatement().setSubject(PERSON).setMedication(code);
                taken.setStatus(MedicationStatement.MedicationStatementStatus.fromCode(part[1]));
                Period period = new Period();
                period.setStartElement(date(part[3])).setEndElement(date(part[4]));
                yield taken.setEffective(period);
            }
            case "request" -> {
                MedicationRequest ordered =
                        new MedicationRequest().setSubject(PERSON).setMedication(code);
                ordered.setStatus(MedicationRequest.MedicationRequestStatus.fromCode(part[1]));
                ordered.setIntent(MedicationRequestIntent.ORDER).setAuthoredOnElement(date(part[3]));
                ordered.getDispenseRequest().getValidityPeriod().setEndElement(date(part[4]));
                yield ordered;
            }
            case "dispense" -> {
                MedicationDispense given =
                        new MedicationDispense().setSubject(PERSON).setMedication(code);
                given.setStatus(MedicationDispense.MedicationDispenseStatus.fromCode(part[1]));
                given.setWhenHandedOverElement(date(part[3]));
                given.setDaysSupply(new Quantity(Integer.parseInt(part[4].substring(1))));
                yield given;
            }
            default -> throw new IllegalArgumentException(text);
        };
        record.setId(record.fhirType() + "/" + number);
        return record;
    }

    private static DateTimeType date(String text) {
        return text.equals("-") ? new DateTimeType() : new DateTimeType(text);
    }
}
