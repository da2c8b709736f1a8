package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.ServerScenarios;

/** What declares a profile and does not satisfy it is not stored, whichever way it comes. */
abstract class WritePolicyScenarios extends ServerScenarios {
    private static final String GUIDE = "https://painbridge.example/fhir/StructureDefinition/";
    private static final String PROFILE = GUIDE + "pain-patient";

    @Test
    void aCreateThatViolatesItsProfileIsRefusedWithAllThatIsWrong() {
        Answer answer = http().post("Patient", json(declaring()));

        AnswerAssert.assertThat(answer).isRefused(422, "profile-violated").saying("Patient.identifier", "pain-patient");
        assertThat(answer.json().path("issue")).hasSizeGreaterThan(1).allSatisfy(issue -> {
            assertThat(issue.path("severity").asText()).isEqualTo("error");
            assertThat(issue.path("expression").path(0).asText()).startsWith("Patient");
            assertThat(issue.at("/details/coding/1/code").asText()).isEqualTo("Validation_VAL_Profile_Minimum");
        });
    }

    @Test
    void aResourceThatSatisfiesItsProfileIsStored() {
        AnswerAssert.assertThat(http().post("Patient", json(valid()))).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://nowhere.example/none", GUIDE + "pain-patient|9.9"})
    void aProfileThatTheServerDoesNotKnowKeepsNothingOut(String unknown) {
        Patient patient = new Patient();
        patient.getMeta().addProfile(unknown);

        AnswerAssert.assertThat(http().post("Patient", json(patient))).hasStatus(201);
    }

    @Test
    void besideAnUnknownProfileTheKnownOneCounts() {
        Patient patient = declaring();
        patient.getMeta().addProfile("http://nowhere.example/none");

        assertThat(refused(http().post("Patient", json(patient))).toString()).doesNotContain("nowhere");
    }

    @Test
    void updatesAndConditionalWritesAreChecked() {
        Patient patient = declaring();
        patient.setId(unique());

        refused(http().put("Patient/" + patient.getIdPart(), json(patient)));
        refused(http().put("Patient?identifier=urn:x%7C" + unique(), json(declaring())));
        refused(http().post("Patient", json(declaring()), "If-None-Exist", "identifier=urn:x%7C" + unique()));
        AnswerAssert.assertThat(http().get("Patient/" + patient.getIdPart())).isRefused(404, "not-found");
    }

    @Test
    void whatAPatchLeavesIsChecked() {
        String url = "Patient/" + http().post("Patient", json(valid())).id();
        String patch = "[{\"op\":\"remove\",\"path\":\"/identifier\"}]";

        refused(http().patch(url, patch));
        refused(http().post("", json(transaction(Entries.patch(url, patch)))));
        assertThat(http().get(url).json().at("/meta/versionId").asText()).isEqualTo("1");
    }

    @Test
    void aProfileThatIsAddedLaterIsChecked() {
        String url = "Patient/" + http().post("Patient", json(new Patient())).id();
        Parameters labels = new Parameters();
        labels.addParameter().setName("meta").setValue(new Meta().addProfile(PROFILE));

        refused(http().post(url + "/$meta-add", json(labels)));
    }

    @Test
    void oneEntryRefusesItsTransactionAndSaysWhichItIs() {
        String other = unique();

        JsonNode problem = refused(http().post("", json(transaction(put(other, valid()), post(declaring())))));

        assertThat(problem.at("/issue/0/expression/0").asText()).startsWith("Bundle.entry[1].resource");
        AnswerAssert.assertThat(http().get("Patient/" + other)).isRefused(404, "not-found");
    }

    @Test
    void oneEntryOfABatchIsRefusedAlone() {
        JsonNode answer =
                http().post("", json(batch(post(valid()), post(declaring())))).json();

        assertThat(answer.at("/entry/0/response/status").asText()).startsWith("201");
        assertThat(answer.at("/entry/1/response/status").asText()).startsWith("422");
        assertThat(answer.at("/entry/1/response/outcome/issue/0/expression/0").asText())
                .startsWith("Bundle.entry[1].resource");
    }

    @Test
    void linksToOtherEntriesAreNoViolation() {
        Patient patient = valid();
        Goal goal = new Goal();
        goal.getMeta().addProfile("http://hl7.org/fhir/StructureDefinition/Goal");
        goal.setLifecycleStatus(Goal.GoalLifecycleStatus.ACTIVE)
                .getDescription()
                .setText("Walk");
        goal.getSubject().setReference("urn:uuid:6a8f0a2e-6b0f-4c39-9a0c-0d4dd3b1f1aa");
        Goal conditional = goal.copy();
        conditional.getSubject().setReference("Patient?identifier=" + identifier(patient));
        Bundle bundle = transaction(post(patient).setFullUrl(goal.getSubject().getReference()), post(goal));

        AnswerAssert.assertThat(http().post("", json(bundle))).hasStatus(200);
        AnswerAssert.assertThat(http().post("", json(transaction(post(conditional)))))
                .hasStatus(200);
    }

    @Test
    void theMembersOfAPushAreChecked() {
        Goal goal = new Goal();
        goal.getMeta().addProfile(GUIDE + "pain-goal");
        Bundle members = new Bundle().setType(Bundle.BundleType.COLLECTION);
        members.setIdentifier(new Identifier().setSystem("urn:x").setValue(unique()));
        members.addEntry()
                .setFullUrl("urn:uuid:6a8f0a2e-6b0f-4c39-9a0c-0d4dd3b1f1ab")
                .setResource(goal);
        Parameters push = new Parameters();
        push.addParameter().setName("pushIdentifier").setValue(members.getIdentifier());
        push.addParameter().setName("bundle").setResource(members);

        JsonNode problem = refused(http().post("CarePlan/$push", json(push)));

        assertThat(problem.at("/issue/0/expression/0").asText())
                .startsWith("Parameters.parameter[1].resource.entry[0].resource");
    }

    private static JsonNode refused(Answer answer) {
        AnswerAssert.assertThat(answer).isRefused(422, "profile-violated");
        return answer.json();
    }

    private static Patient declaring() {
        Patient patient = new Patient().setActive(true);
        patient.getMeta().addProfile(PROFILE);
        return patient;
    }

    private static Patient valid() {
        Patient patient = declaring().setGender(AdministrativeGender.FEMALE);
        patient.addIdentifier().setSystem("urn:painbridge:test").setValue(unique());
        patient.addName().setFamily("Fictitious").addGiven("Ann");
        patient.getBirthDateElement().setValueAsString("1970-01-01");
        return patient;
    }

    private static String identifier(Patient patient) {
        Identifier identifier = patient.getIdentifierFirstRep();
        return identifier.getSystem() + "|" + identifier.getValue();
    }
}
