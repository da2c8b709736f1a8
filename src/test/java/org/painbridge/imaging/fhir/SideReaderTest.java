package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.ICD;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.PriorStudy;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.Side;

class SideReaderTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final SideReader SIDES = new SideReader(ImagingPack.PROCEDURES);
    private static final Reference PERSON = new Reference("Patient/example");
    private static final String LEFT = "7771000";
    private static final String RIGHT = "24028007";

    /** LOINC: MR of the knee, not told, left, right, both. The site is SNOMED CT. */
    @ParameterizedTest
    @CsvSource({
        "30691-0, , ",
        "36508-0, , LEFT",
        "36510-6, , RIGHT",
        "36506-4, , BOTH",
        "30691-0, 7771000, LEFT",
        "30691-0, 24028007, RIGHT",
        "30691-0, 51440002, BOTH",
        "30691-0, 72696002, ",
        "36508-0, 7771000, LEFT",
        "36508-0, 24028007, BOTH"
    })
    void theCodeOrTheBodySiteTellsTheSide(String loinc, @Nullable String site, @Nullable Side side) {
        List<CodeableConcept> sites =
                Stream.ofNullable(site).map(code -> concept(SNOMED, code)).toList();

        assertThat(SIDES.side(concept("http://loinc.org", loinc), sites)).isEqualTo(side);
    }

    @Test
    void aStudyIsOfASideIfEachSeriesTellsIt() {
        CodeableConcept knee = concept("http://loinc.org", "30691-0");

        assertThat(SIDES.side(knee, study("419161000", LEFT))).isEqualTo(Side.LEFT);
        assertThat(SIDES.side(knee, study("419465000", LEFT))).isEqualTo(Side.BOTH);
        assertThat(SIDES.side(knee, study(LEFT, null))).isNull();
        assertThat(SIDES.side(concept("http://loinc.org", "36508-0"), study(LEFT, null)))
                .isEqualTo(Side.LEFT);
    }

    @Test
    void aRadiographOfTheOtherKneeIsNoneOfThisOne() {
        assertThat(facts(RIGHT, radiograph(LEFT))).doesNotContain("knee-xr-recent");
        assertThat(facts(RIGHT, radiograph(RIGHT))).contains("knee-xr-recent");
        assertThat(facts(null, radiograph(LEFT))).contains("knee-xr-recent");
    }

    @Test
    void aCompletedRequestForOneKneeIsNotThatOfTheOther() {
        ServiceRequest asked = new ServiceRequest();
        asked.setId("asked");
        asked.setStatus(ServiceRequestStatus.COMPLETED).setIntent(ServiceRequestIntent.ORDER);
        asked.setCode(concept(Procedure.SYSTEM, "xr-knee")).setSubject(PERSON);
        asked.addBodySite(concept(SNOMED, RIGHT)).setAuthoredOnElement(new DateTimeType("2026-08-20"));

        assertThat(studies(asked, LEFT)).hasSize(2);
        assertThat(studies(asked, RIGHT)).hasSize(1);
    }

    private static List<PriorStudy> studies(ServiceRequest asked, String radiographed) {
        ImagingRequest request =
                order(RIGHT).with(asked).with(radiograph(radiographed)).build();
        return ALL.decide(request).asked().orElseThrow().studies();
    }

    private static List<String> facts(@Nullable String side, org.hl7.fhir.r4.model.Procedure done) {
        return ALL.decide(order(side).with(done).build()).asked().orElseThrow().findings().stream()
                .map(finding -> finding.fact())
                .toList();
    }

    private static ImagingRequests order(@Nullable String side) {
        return lumbarMri()
                .ordered(order -> order.setCode(concept(Procedure.SYSTEM, "mr-knee-wo"))
                        .setReasonCode(List.of(concept(ICD, "M17.1"))))
                .ordered(order -> Stream.ofNullable(side).forEach(code -> order.addBodySite(concept(SNOMED, code))));
    }

    private static org.hl7.fhir.r4.model.Procedure radiograph(String side) {
        var done = new org.hl7.fhir.r4.model.Procedure();
        done.setId("radiograph");
        done.setStatus(ProcedureStatus.COMPLETED).setSubject(PERSON);
        done.setCode(concept(Procedure.SYSTEM, "xr-knee")).addBodySite(concept(SNOMED, side));
        return done.setPerformed(new DateTimeType("2026-09-01"));
    }

    private static ImagingStudy study(@Nullable String... series) {
        ImagingStudy study = new ImagingStudy();
        study.setStatus(ImagingStudyStatus.AVAILABLE);
        for (String side : series) {
            ImagingStudy.ImagingStudySeriesComponent one = study.addSeries();
            if (side != null) {
                one.setLaterality(new Coding().setSystem(SNOMED).setCode(side));
            }
        }
        return study;
    }
}
