package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

/** What stands in Synthea's bundles, as far as it is out of the ordinary. */
@ServerTest
class SyntheaBundleIT extends ServerScenarios {
    private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

    @Test
    void derivedDispensesArriveWithThePrescriberThatTheBundleOnlyNames() {
        store(prescriber("9999989392"));

        String patient = patientOf(derive(DispenseDerivationTest.bundle()));

        Answer dispenses = http().get("MedicationDispense?_total=accurate&patient=Patient/" + patient);
        assertThat(dispenses.json().path("total").asInt()).isEqualTo(5);
        Answer mme = http().get("Patient/" + patient + "/$mme?asOf=2026-09-10");
        assertThat(mme.text()).contains("02282941", "00608165");
        assertThat(issues(patient)).isEmpty();
    }

    @Test
    void threePrescribersWithinTheWindowAreFoundInTheTransaction() {
        Bundle bundle = DispenseDerivationTest.bundle();
        store(prescriber("9999989392"));
        for (int i = 1; i <= 3; i++) {
            store(prescriber("999998940" + i));
            MedicationRequest request =
                    (MedicationRequest) bundle.getEntry().get(i).getResource();
            request.getRequester().setReference("Practitioner?identifier=" + NPI + "|999998940" + i);
        }

        String patient = patientOf(derive(bundle));

        assertThat(issues(patient)).isNotEmpty().allSatisfy(issue -> {
            assertThat(issue.at("/code/coding/0/code").asText()).isEqualTo("N1");
            assertThat(issue.path("status").asText()).isEqualTo("final");
        });
    }

    /** Two quantities in one union, which HAPI's FHIRPath cannot compare. */
    @Test
    void bloodPressureIsFoundByEitherOfItsQuantities() {
        String mark = unique();
        Observation pressure = new Observation();
        pressure.addIdentifier().setSystem("urn:test").setValue(mark);
        pressure.setStatus(Observation.ObservationStatus.FINAL).setSubject(new Reference("Patient/" + mark));
        pressure.getCode().addCoding().setSystem(Fhir.LOINC).setCode("85354-9");
        pressure.addComponent().setValue(millimetresOfMercury("71"));
        pressure.addComponent().setValue(millimetresOfMercury("113"));
        AnswerAssert.assertThat(http().post("Observation", json(pressure))).hasStatus(201);

        for (String value : new String[] {"71", "113"}) {
            Answer found = http().get("Observation?_total=accurate&identifier=urn:test%7C" + mark
                    + "&combo-value-quantity=" + value);
            assertThat(found.json().path("total").asInt()).as(value).isEqualTo(1);
        }
    }

    private static Practitioner prescriber(String npi) {
        Practitioner prescriber = new Practitioner();
        prescriber.addIdentifier().setSystem(NPI).setValue(npi);
        return prescriber;
    }

    /** As Synthea's bundle of practitioners does it. */
    private void store(Practitioner prescriber) {
        String npi = prescriber.getIdentifierFirstRep().getValue();
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        add(bundle, prescriber).getRequest().setIfNoneExist("identifier=" + NPI + "|" + npi);
        AnswerAssert.assertThat(http().post("", json(bundle))).hasStatus(200);
    }

    private static Bundle derive(Bundle bundle) {
        return new DispenseDerivation(CanadianProducts.from(new Terminology()), LocalDate.parse("2026-11-01"))
                .derive(bundle);
    }

    private String patientOf(Bundle bundle) {
        Answer answer = http().post("", json(bundle));
        AnswerAssert.assertThat(answer).hasStatus(200);
        return answer.json().at("/entry/0/response/location").asText().split("/")[1];
    }

    private List<JsonNode> issues(String patient) {
        return http().get("DetectedIssue?dispensing-rule=N1&patient=Patient/" + patient)
                .json()
                .path("entry")
                .valueStream()
                .map(entry -> entry.path("resource"))
                .toList();
    }

    private static Quantity millimetresOfMercury(String value) {
        return Fhir.quantity(value, "mm[Hg]", "mm[Hg]");
    }

    private static Bundle.BundleEntryComponent add(Bundle bundle, Resource resource) {
        Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
        return entry;
    }
}
