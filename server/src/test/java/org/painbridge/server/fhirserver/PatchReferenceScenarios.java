package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.PatchParameters.add;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;
import static org.painbridge.server.PatchParameters.replace;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a patch brings into a transaction may lead to other entries, as what a resource says may. Patches are JSON with ' for ". */
abstract class PatchReferenceScenarios extends BundleScenarios {
    private static final String SYSTEM = "urn:made-up:patch-reference";
    private static final String UUID = "urn:uuid:00000000-0000-4000-8000-0000000000f1";
    private static final String REFER =
            "[{'op':'add','path':'/managingOrganization','value':{'reference':'" + UUID + "'}}]";

    private final String id = unique();
    private final String url = "Patient/" + id;
    private final String criteria = "Patient?identifier=" + SYSTEM + "%7C" + id;

    @BeforeEach
    void store() {
        assertThat(http().put(url, json(put(id, patient(id)).getResource()))).hasStatus(201);
    }

    @Test
    void aJsonPatchMayReferToOtherEntries() {
        JsonNode answer = sent(transaction(
                patch("[{'op':'add','path':'/managingOrganization','value':{'reference':'" + UUID + "'}},"
                        + "{'op':'add','path':'/generalPractitioner','value':[{'display':'first'},{'reference':'" + UUID
                        + "'}]},{'op':'add','path':'/generalPractitioner/0/reference','value':'" + UUID + "'},"
                        + "{'op':'test','path':'/managingOrganization/reference','value':'" + UUID + "'}]"),
                post(organization()).setFullUrl(UUID)));

        assertThat(statuses(answer)).containsExactly("200 OK", "201 Created");
        JsonNode stored = http().get(url).json();
        String organization = stored.at("/managingOrganization/reference").asText();
        assertThat(answer.at("/entry/1/response/location").asText()).startsWith(organization + "/_history");
        assertThat(stored.path("generalPractitioner").findValuesAsText("reference"))
                .containsExactly(organization, organization);
    }

    @Test
    void aFhirPathPatchMayReferToOtherEntries() {
        Parameters refer = operations(
                add("Patient", "managingOrganization", new Reference(UUID)),
                add("Patient", "generalPractitioner", part("value", part("reference", new StringType(UUID)))),
                add("Patient", "generalPractitioner", new Reference("Organization/to-be-replaced")),
                replace("Patient.generalPractitioner[1].reference", new StringType(UUID)));

        JsonNode answer = sent(transaction(
                entry(HTTPVerb.PATCH, criteria).setResource(refer),
                post(organization()).setFullUrl(UUID)));

        assertThat(statuses(answer)).containsExactly("200 OK", "201 Created");
        JsonNode stored = http().get(url).json();
        String organization = stored.at("/managingOrganization/reference").asText();
        assertThat(answer.at("/entry/1/response/location").asText()).startsWith(organization + "/_history");
        assertThat(stored.path("generalPractitioner").findValuesAsText("reference"))
                .containsExactly(organization, organization);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConditionalReferenceLeadsToWhatIsStoredOrWhatAnotherEntryMakes(boolean there) {
        String name = unique();
        String condition = "Organization?identifier=" + SYSTEM + "|" + name;
        if (there) {
            http().post("Organization", json(identified(name)));
        }
        BundleEntryComponent makes = post(identified(name));
        makes.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + name);

        sent(transaction(patch(REFER.replace(UUID, condition)), makes));
        String first = managing();
        sent(transaction(entry(HTTPVerb.PATCH, url)
                .setResource(operations(replace("Patient.managingOrganization", new Reference(condition))))));

        assertThat(http().get(first).json().at("/identifier/0/value").asText()).isEqualTo(name);
        assertThat(managing()).isEqualTo(first);
    }

    @Test
    void aConditionalReferenceWaitsForTheEntryThatComesToMatch() {
        String name = unique();

        sent(transaction(
                patch(REFER.replace(UUID, "Organization?identifier=" + SYSTEM + "|" + name)), post(identified(name))));

        assertThat(http().get(managing()).json().at("/identifier/0/value").asText())
                .isEqualTo(name);
    }

    @Test
    void aReferenceThatLeadsNowhereIsRefusedWhereItStands() {
        refused(transaction(post(organization()), patch(REFER)))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[1].resource.data[0].value.reference")
                .saying(UUID);
        refused(transaction(patch(REFER.replace(UUID, "Organization?identifier=" + SYSTEM + "|" + unique()))))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.data[0].value.reference");
        refused(transaction(patch("[{'op':'add','path':'/managingOrganization/reference','value':'urn:uuid:x'}]")))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.data[0].value");
        refused(transaction(entry(HTTPVerb.PATCH, url)
                        .setResource(operations(add("Patient", "managingOrganization", new Reference("urn:uuid:x"))))))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.parameter[0].part[3].value");
        refused(transaction(entry(HTTPVerb.PATCH, url)
                        .setResource(operations(
                                replace("Patient.managingOrganization.reference", new StringType("urn:uuid:x"))))))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.parameter[0].part[2]");
        refused(transaction(patch(REFER.replace(UUID, "Organization?identifier=" + SYSTEM + "|a&_count=1"))))
                .isRefused(400, "invalid-condition")
                .at("Bundle.entry[0].resource.data[0].value.reference");
    }

    @Test
    void aRelativeReferenceOfAPatchStaysOnTheServerItComesFrom() {
        String other = "https://other.example/fhir/";
        BundleEntryComponent patch = patch(REFER.replace(UUID, "Organization/1"));

        refused(transaction(patch.setFullUrl(other + url))).isRefused(400, "unresolved-reference");
        JsonNode answer = sent(transaction(patch, post(organization()).setFullUrl(other + "Organization/1")));

        assertThat(answer.at("/entry/1/response/location").asText()).startsWith(managing() + "/_history");
    }

    @Test
    void whatIsNoReferenceStaysAsItIs() {
        sent(transaction(
                patch("[{'op':'add','path':'/identifier/-','value':{'system':'" + UUID + "','value':'" + UUID + "'}},"
                        + "{'op':'add','path':'/managingOrganization','value':{'reference':'https://other.example/Organization/1',"
                        + "'display':'" + UUID + "'}}]"),
                post(organization()).setFullUrl(UUID)));

        JsonNode stored = http().get(url).json();
        assertThat(stored.at("/identifier/1/value").asText()).isEqualTo(UUID);
        assertThat(stored.at("/managingOrganization/display").asText()).isEqualTo(UUID);
        assertThat(managing()).isEqualTo("https://other.example/Organization/1");
    }

    @Test
    void aBatchLooksUpConditionalReferencesOfPatchesToo() {
        String name = unique();
        http().post("Organization", json(identified(name)));

        JsonNode answer = sent(batch(
                patch(REFER.replace(UUID, "Organization?identifier=" + SYSTEM + "|" + name)),
                patch(REFER),
                post(organization()).setFullUrl(UUID)));

        assertThat(statuses(answer)).containsExactly("200 OK", "400", "201 Created");
        assertThat(http().get(managing()).json().at("/identifier/0/value").asText())
                .isEqualTo(name);
    }

    @Test
    void aPatchAndAnotherEntryThatComeToOneResourceAreRefused() {
        String other = unique();
        http().put(url, json(put(id, patient(id).setActive(true)).getResource()));
        String active = "[{'op':'replace','path':'/active','value':false}]";
        BundleEntryComponent byAnotherCriteria = Entries.patch(criteria + "&active=true", quoted(active));
        BundleEntryComponent madeToMatch = entry(HTTPVerb.PUT, "Patient?identifier=" + SYSTEM + "%7C" + other)
                .setResource(patient(other));

        refused(transaction(Entries.patch(criteria, quoted(active)), byAnotherCriteria))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].request.url")
                .saying("Bundle.entry[0]", url);
        refused(transaction(
                        madeToMatch, patch("[{'op':'replace','path':'/identifier/0/value','value':'" + other + "'}]")))
                .isRefused(422, "twin-entries");
        refused(transaction(patch(REFER).setFullUrl(UUID), post(organization()).setFullUrl(UUID)))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].fullUrl");
    }

    private static Patient patient(String identifier) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return patient;
    }

    private static Organization organization() {
        return new Organization().setName("Made up for a test");
    }

    private static Organization identified(String identifier) {
        Organization organization = organization();
        organization.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return organization;
    }

    private BundleEntryComponent patch(String patch) {
        return Entries.patch(url, quoted(patch));
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private String managing() {
        return http().get(url).json().at("/managingOrganization/reference").asText();
    }
}
