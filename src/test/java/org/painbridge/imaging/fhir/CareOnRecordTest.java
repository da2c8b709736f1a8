package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.answer;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.since;
import static org.painbridge.imaging.fhir.ImagingRequests.state;
import static org.painbridge.imaging.fhir.ImagingRequests.taken;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingPack;

/** Conservative care as a record tells it: physiotherapy and medicines, of this episode or of another matter. */
class CareOnRecordTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);
    private static final String ATC = "http://www.whocc.no/atc";

    @Test
    void physiotherapyAndAnAntiInflammatoryAreConservativeCare() {
        Procedure done = new Procedure();
        done.setId("physiotherapy");
        done.setStatus(Procedure.ProcedureStatus.COMPLETED).setSubject(new Reference("Patient/example"));
        done.setCode(concept(SNOMED, "91251008")).setPerformed(since("2026-07-27"));
        ServiceRequest ordered = physiotherapy("2026-08-05");
        MedicationStatement naproxen = taken(concept(ATC, "M01AE02"));
        naproxen.setEffective(since("2026-07-27"));

        assertThat(List.of(done, ordered, naproxen))
                .allSatisfy(care -> assertThat(state(
                                ALL.decide(
                                        withoutRedFlags("2026-05-08").with(care).build()),
                                "care-six-weeks"))
                        .isEqualTo(FactState.MET));
    }

    @Test
    void careOnRecordNeverSaysThatThereWasTooLittle() {
        ServiceRequest today = physiotherapy("2026-10-05");
        ServiceRequest proposed = today.copy();
        proposed.setIntent(ServiceRequest.ServiceRequestIntent.PROPOSAL)
                .setAuthoredOnElement(new DateTimeType("2026-08-05"));
        MedicationStatement lately = taken(concept(ATC, "M01AE02"));
        lately.setEffective(since("2026-09-15"));
        MedicationStatement forGout = lately.copy();
        forGout.setEffective(since("2023-01-10"));
        MedicationStatement ended = lately.copy().setStatus(MedicationStatementStatus.COMPLETED);
        ended.setEffective(since("2026-06-27").setEndElement(new DateTimeType("2026-07-01")));

        assertThat(List.of(today, proposed, lately, forGout, ended))
                .allSatisfy(care -> assertThat(state(
                                ALL.decide(
                                        withoutRedFlags("2026-05-08").with(care).build()),
                                "care-six-weeks"))
                        .isEqualTo(FactState.UNKNOWN));
    }

    /** Care that began lately takes nothing from what has gone on long enough. */
    @Test
    void moreCareOnRecordDoesNotMakeKnownCareUnknown() {
        MedicationStatement naproxen = taken(concept(ATC, "M01AE02"));
        naproxen.setEffective(since("2026-06-05"));
        ServiceRequest lately = physiotherapy("2026-09-28");

        ImagingDecision decision = ALL.decide(
                withoutRedFlags("2026-05-08").with(naproxen).with(lately).build());

        assertThat(state(decision, "care-six-weeks")).isEqualTo(FactState.MET);
    }

    /** A gout of years ago, and a form of the back pain of those days. */
    @Test
    void careOfBeforeThisEpisodeDoesNotCountForAnOldAnswerAboutAnEarlierOne() {
        MedicationStatement forGout = taken(concept(ATC, "M01AE01"));
        forGout.setEffective(since("2023-03-01"));
        QuestionnaireResponse earlier = new QuestionnaireResponse();
        earlier.setStatus(QuestionnaireResponseStatus.COMPLETED);
        earlier.setAuthoredElement(new DateTimeType("2023-01-10"));
        answer(earlier, "pain-onset", new DateType("2023-01-05"));

        ImagingDecision decision = ALL.decide(
                withoutRedFlags("2026-08-01").with(earlier).with(forGout).build());

        assertThat(state(decision, "care-six-weeks")).isEqualTo(FactState.UNKNOWN);
    }

    private static ServiceRequest physiotherapy(String day) {
        ServiceRequest ordered = new ServiceRequest();
        ordered.setId("physiotherapy");
        return ordered.setSubject(new Reference("Patient/example"))
                .setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                .setCode(concept(SNOMED, "91251008"))
                .setAuthoredOnElement(new DateTimeType(day));
    }
}
