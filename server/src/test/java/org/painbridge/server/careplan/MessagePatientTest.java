package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.fhirserver.RequestProblem;

class MessagePatientTest {
    private static final String BASE = "https://here.example/fhir";

    @ParameterizedTest
    @CsvSource({
        BASE + "/Patient/walter, true",
        BASE + "/Patient/ruth, false",
        "Patient/walter, false",
        "Patient/p, true",
        "https://there.example/Patient/walter, false"
    })
    void whoIsNamedByAnAddressIsThePatientOfThePlanOrRefused(String reference, boolean expected) {
        SentMessage message = message(new Patient().addIdentifier(number("W")), new Reference(reference));

        assertThat(isTaken(message)).isEqualTo(expected);
    }

    @Test
    void whoIsNamedByAnIdentifierIsThePatientOfThePlanOrRefused() {
        Reference walter = new Reference().setIdentifier(number("W"));
        Reference ruth = new Reference().setIdentifier(number("R"));
        Reference byName = new Reference().setDisplay("Walter");
        Patient known = new Patient().addIdentifier(number("W"));

        assertThat(isTaken(message(known, walter))).isTrue();
        assertThat(isTaken(message(known, ruth))).isFalse();
        assertThat(isTaken(message(known, byName))).isFalse();
        assertThat(isTaken(message(known, new Reference()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/55, W, true",
        "https://there.example/Patient/55, W, true",
        "Patient/55, R, false",
        BASE + "/Patient/ruth, W, false"
    })
    void theIdentifierBesideAnAddressCountsWhereThatLeadsNowhere(String address, String value, boolean expected) {
        Reference named = new Reference(address).setIdentifier(number(value));

        assertThat(isTaken(message(new Patient().addIdentifier(number("W")), named)))
                .isEqualTo(expected);
    }

    @Test
    void aPatientWhoComesAlongIsThatOfThePlanToo() {
        Patient moreThanKnown = new Patient().addIdentifier(number("W"));
        moreThanKnown.addIdentifier(
                new Identifier().setSystem("urn:made-up:charts").setValue("7"));
        Patient other = new Patient().addIdentifier(number("R"));
        Patient mixed = new Patient().addIdentifier(number("W"));
        mixed.addIdentifier(new Identifier().setSystem("urn:made-up:numbers").setValue("R"));
        mixed.addIdentifier(new Identifier().setSystem("urn:made-up:files").setValue("R"));

        assertThat(isTaken(message(moreThanKnown, new Reference()))).isTrue();
        assertThat(isTaken(message(other, new Reference()))).isFalse();
        assertThat(isTaken(message(new Patient(), new Reference()))).isFalse();
        assertThat(isTaken(message(mixed, new Reference()))).isFalse();
    }

    @Test
    void theRefusalSaysWhere() {
        SentMessage message = message(new Patient().addIdentifier(number("W")), new Reference("Patient/else"));

        assertThatThrownBy(() -> require(message))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.expression()).isEqualTo("Bundle.entry[1].resource.subject"));
        assertThatCode(() -> require(message(new Patient().addIdentifier(number("W")), new Reference("Patient/p"))))
                .doesNotThrowAnyException();
    }

    private static boolean isTaken(SentMessage message) {
        try {
            require(message);
            return true;
        } catch (RequestProblem refused) {
            return false;
        }
    }

    private static void require(SentMessage message) {
        SentMessage.Entry focus = message.entries().get(1);
        new MessagePatient(
                        message,
                        "Patient/walter",
                        List.of(
                                number("W"),
                                new Identifier().setSystem("urn:made-up:files").setValue("W")))
                .require(focus, "subject", ((Communication) focus.resource()).getSubject());
    }

    private static Identifier number(String value) {
        return new Identifier().setSystem("urn:made-up:numbers").setValue(value);
    }

    private static SentMessage message(Patient patient, Reference subject) {
        MessageHeader header = new MessageHeader();
        header.setId("m1");
        Bundle bundle = new Bundle().setType(BundleType.MESSAGE);
        bundle.addEntry().setResource(header);
        Communication said = new Communication().setSubject(subject);
        said.setStatus(Communication.CommunicationStatus.COMPLETED);
        bundle.addEntry()
                .setFullUrl("urn:uuid:00000000-0000-4000-8000-000000000001")
                .setResource(said);
        bundle.addEntry().setFullUrl("https://there.example/fhir/Patient/p").setResource(patient.setActive(true));
        return SentMessage.of(bundle, Set.of(BASE));
    }
}
