package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** Small requests that would need much memory or time. */
abstract class CostlyRequestScenarios extends ServerScenarios {
    private static final String XML = "application/fhir+xml";

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999", "-1E+2147483647", "1e-99999999", "0.1e100000"})
    void aNumberThatWouldFillTheMemoryWhenWrittenOutIsRefused(String number) {
        String json = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"made up\"},"
                + "\"valueQuantity\":{\"value\":" + number + "}}";
        String xml =
                "<Observation xmlns=\"http://hl7.org/fhir\"><status value=\"final\"/><code><text value=\"made up\"/>"
                        + "</code><valueQuantity><value value=\"" + number + "\"/></valueQuantity></Observation>";

        assertThat(http().post("Observation", json)).isRefused(400, "number-out-of-range");
        assertThat(http().post("Observation", json.replace(number, "\"" + number + "\"")))
                .isRefused(400, "malformed-resource");
        assertThat(http().post("Observation", xml, "Content-Type", XML, "Accept", "application/fhir+json"))
                .isRefused(400, "number-out-of-range");
        assertThat(http().post("", oneEntry(xml), "Content-Type", XML, "Accept", "application/fhir+json"))
                .isRefused(400, "number-out-of-range");
        assertThat(http().get("Observation?value-quantity=" + number.replace("+", "%2B")))
                .isRefused(400, "invalid-search");
    }

    @Test
    void aNumberOfEndlessDigitsInASearchIsRefused() {
        assertThat(search("Observation", "value-quantity=" + "9".repeat(2_000_000)))
                .isRefused(400, "invalid-search");
    }

    @Test
    void aNumberInDisguiseIsRefused() {
        String json = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":\"1\\u00659999\"}}";
        String xml = "<Observation xmlns=\"http://hl7.org/fhir\"><valueQuantity><value value=\"1&#101;9999\"/>"
                + "</valueQuantity></Observation>";

        assertThat(http().post("Observation", json)).isRefused(400, "malformed-resource");
        assertThat(http().post("Observation", xml, "Content-Type", XML, "Accept", "application/fhir+json"))
                .isRefused(400, "number-out-of-range");
    }

    @Test
    void aNumberThatTakesLongToReadIsRefused() {
        String xml = "<Observation xmlns=\"http://hl7.org/fhir\"><valueQuantity><value value=\"" + "9".repeat(2_000_000)
                + "\"/></valueQuantity></Observation>";

        assertThat(http().post("Observation", xml, "Content-Type", XML, "Accept", "application/fhir+json"))
                .isRefused(400, "number-out-of-range");
    }

    @Test
    void aTextThatLooksLikeANumberIsNone() {
        assertThat(http().post("Patient", "{\"resourceType\":\"Patient\",\"identifier\":[{\"value\":\"1e99999999\"}]}"))
                .hasStatus(201);
        String xml =
                "<Patient xmlns=\"http://hl7.org/fhir\"><identifier><value value=\"1e99999999\"/></identifier></Patient>";
        assertThat(http().post("Patient", xml, "Content-Type", XML)).hasStatus(201);
    }

    @Test
    void aChainOfMoreThanThreeReferencesIsRefused() {
        assertThat(http().get("Observation?encounter.part-of.part-of.part-of.class=AMB"))
                .isRefused(400, "too-costly")
                .at("http.encounter.part-of.part-of.part-of.class")
                .saying("at most 3");
        assertThat(http().get("Observation?encounter.part-of.part-of.class=AMB"))
                .hasStatus(200);
    }

    @Test
    void aChainOverEveryTypeIsRefused() {
        assertThat(http().get("Observation?focus.code=x" + ",x".repeat(400)))
                .isRefused(400, "too-costly")
                .saying("subject:Patient.name");
    }

    @Test
    void moreValuesThanADatabaseTakesAreRefused() {
        String ids = "x,".repeat(70_000) + "x";

        assertThat(search("Patient", "_id=" + ids)).isRefused(400, "too-costly").at("http._id");
    }

    @Test
    void aBatchWhoseAnswerWouldFillTheMemoryIsCut() {
        String family = unique();
        Patient large = new Patient();
        large.addName().setFamily(family).setText("made up ".repeat(130_000));
        assertThat(http().post("Patient", json(large))).hasStatus(201);
        var searches = Stream.generate(() -> get("Patient?family=" + family)).limit(100);

        Answer answer = http().post("", json(Entries.bundle(BundleType.BATCH, searches.toList())));

        assertThat(answer).hasStatus(200);
        JsonNode entries = answer.json().path("entry");
        assertThat(entries).hasSize(100);
        assertThat(entries.at("/30/response/status").asText()).isEqualTo("200 OK");
        assertThat(entries.at("/40/response/status").asText()).isEqualTo("400");
        JsonNode issue = entries.at("/40/response/outcome/issue/0");
        assertThat(issue.at("/details/coding/0/code").asText()).isEqualTo("too-costly");
        assertThat(issue.at("/expression/0").asText()).isEqualTo("Bundle.entry[40].request.url");
        assertThat(issue.at("/code").asText()).isEqualTo("too-costly");
    }

    @Test
    void aTransactionWhoseAnswerWouldFillTheMemoryIsRefused() {
        String family = unique();
        Patient large = new Patient();
        for (int i = 0; i < 8; i++) {
            large.addName().setFamily(family).setText("made up ".repeat(125_000));
        }
        assertThat(http().post("Patient", json(large))).hasStatus(201);
        BundleEntryComponent[] searches =
                Stream.generate(() -> get("Patient?family=" + family)).limit(6).toArray(BundleEntryComponent[]::new);

        assertThat(http().post("", json(transaction(searches))))
                .isRefused(400, "too-costly")
                .at("Bundle.entry[4].request.url")
                .saying("painbridge.rest.max-bundle-answer");
    }

    private Answer search(String type, String form) {
        return http().post(type + "/_search", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static String oneEntry(String observation) {
        return "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"/><entry><resource>" + observation
                + "</resource><request><method value=\"POST\"/><url value=\"Observation\"/></request></entry></Bundle>";
    }
}
