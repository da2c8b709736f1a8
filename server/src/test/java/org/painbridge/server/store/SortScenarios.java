package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SortScenarios extends ServerScenarios {
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("b", person("Beta", "1980-05-05"));
        sample.put("none", new Patient());
        sample.put("c", person("gamma", "1950"));
        sample.put("a", person("Álpha", "1980-05-05"));
        sample.put("dateless", person("Delta", null));
        Patient several = person("Zeta", "1999-01-01");
        several.addName().setFamily("Aardvark");
        sample.put("several", several);
    }

    @ParameterizedTest
    @CsvSource({
        "family, several a b dateless c none",
        "-family, several c dateless b a none",
        "birthdate, c b a several none dateless",
        "-birthdate, several a b c dateless none",
        "'birthdate,family', c a b several dateless none",
        "'birthdate,-family', c b a several dateless none",
        "_id, a b c dateless none several",
        "-_id, several none dateless c b a",
        "_lastUpdated, b none c a dateless several",
        "-_lastUpdated, several dateless a c none b",
    })
    void matchesComeInTheOrderThatIsAskedForAndMissingValuesLast(String sort, String expected) {
        assertThat(String.join(" ", sample.search("Patient", "_sort", sort))).isEqualTo(expected);
    }

    @Test
    void aParameterForPatientsSortsByPatientsOnly() {
        Sample own = sample();
        own.put("second", meeting("Patient/b", "Practitioner/x"));
        own.put("first", meeting("Practitioner/z", "Patient/a"));
        own.put("last", meeting("Practitioner/a", "Practitioner/z"));

        assertThat(own.search("Appointment", "_sort", "patient")).containsExactly("first", "second", "last");
        assertThat(own.search("Appointment", "_sort", "-patient")).containsExactly("second", "first", "last");
        assertThat(own.search("Appointment", "_sort", "actor,_id")).containsExactly("first", "last", "second");
    }

    private static Appointment meeting(String... actors) {
        Appointment meeting = new Appointment().setStatus(Appointment.AppointmentStatus.BOOKED);
        for (String actor : actors) {
            meeting.addParticipant().setActor(new Reference(actor)).setStatus(Appointment.ParticipationStatus.ACCEPTED);
        }
        return meeting;
    }

    private static Patient person(String family, String born) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        return born == null ? patient : patient.setBirthDateElement(new DateType(born));
    }
}
