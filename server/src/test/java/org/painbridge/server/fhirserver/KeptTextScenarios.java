package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Texts that an earlier build stored and this one refuses: whoever changes something else may leave them as they are. */
abstract class KeptTextScenarios extends ServerScenarios {
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";
    private static final String LONG = "a".repeat(1024 * 1024 + 1);
    private static final String SYSTEM = "urn:test:kept";

    @Autowired
    private FhirStore store;

    /** What was stored, in what form it comes back, and how it is refused where it is new. */
    static Stream<Arguments> stored() {
        Narrative style =
                narrative("<div><style>p { color: red }</style><p>a<!-- b --><![CDATA[c]]> &amp; d</p></div>");
        Narrative blank = narrative("<div> </div>");
        return Stream.of(
                Arguments.of(new Communication().setText(blank), JSON, "malformed-resource"),
                Arguments.of(new Communication().setText(style), JSON, "malformed-resource"),
                Arguments.of(new Communication().setText(style), XML, "malformed-resource"),
                Arguments.of(communication(LONG), JSON, "value-too-long"),
                Arguments.of(communication(LONG), XML, "value-too-long"));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anUpdateKeepsThem(Communication kept, String form, String code) {
        Resource earlier = earlier(kept);

        Answer byId = put("Communication/" + id(earlier), ended(earlier), form);
        Answer byCriteria = put("Communication?identifier=" + key(earlier), ended(earlier), form);

        assertThat(byId).hasStatus(200);
        assertThat(byCriteria).hasStatus(200);
        assertThat(http().get("Communication/" + id(earlier)).text()).contains("completed");
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anUpdateDoesNotBringThem(Communication kept, String form, String code) {
        Resource other = earlier(communication("x"));
        Resource brought = earlier(kept);
        brought.setId(other.getIdElement().getIdPart());

        Answer answer = put("Communication/" + id(other), brought, form);
        Answer anew = put("Communication/" + unique(), brought.setId(""), form);

        assertThat(answer).isRefused(code.equals("value-too-long") ? 422 : 400, code);
        assertThat(anew.status()).isIn(400, 422);
        assertThat(http().get("Communication/" + id(other) + "/_history")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void aPatchKeepsThem(Communication kept, String form, String code) {
        String stored = "Communication/" + id(earlier(kept));

        assertThat(http().patch(stored, "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":\"completed\"}]"))
                .hasStatus(200);
        assertThat(http().patch(stored, """
                        {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                        {"name":"type","valueCode":"replace"},{"name":"path","valueString":"Communication.status"},
                        {"name":"value","valueCode":"stopped"}]}]}""", "Content-Type", JSON)).hasStatus(200);
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anEntryKeepsThemAsWell(Communication kept, String form, String code) {
        for (BundleType type : List.of(BundleType.TRANSACTION, BundleType.BATCH)) {
            Resource earlier = earlier(kept);
            Bundle bundle = new Bundle().setType(type);
            add(bundle, HTTPVerb.PUT, "Communication/" + id(earlier), ended(earlier));
            add(bundle, HTTPVerb.PUT, "Communication?identifier=" + key(earlier), ended(earlier));
            if (type == BundleType.TRANSACTION) {
                bundle.getEntry().removeLast();
            }

            Answer answer = post(bundle, form);

            assertThat(answer).hasStatus(200);
            assertThat(answer.json().findValuesAsText("status")).allMatch(status -> status.startsWith("200"));
        }
    }

    @ParameterizedTest
    @MethodSource("stored")
    void anEntryDoesNotBringThem(Communication kept, String form, String code) {
        Resource other = earlier(communication("x"));
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        add(bundle, HTTPVerb.POST, "Communication", communication("right"));
        add(bundle, HTTPVerb.PUT, "Communication/" + id(other), kept.copy().setId(id(other)));
        Bundle creating = bundle.copy();
        creating.getEntry().removeLast();
        add(creating, HTTPVerb.POST, "Communication", kept.copy());

        for (Bundle each : List.of(bundle, creating)) {
            Answer whole = post(each, form);
            Answer single = post(each.copy().setType(BundleType.BATCH), form);

            assertThat(whole).isRefused(code.equals("value-too-long") ? 422 : 400, code);
            assertThat(whole.text()).contains("entry[1].resource");
            assertThat(single.json().at("/entry/0/response/status").asText()).startsWith("201");
            assertThat(single.json().at("/entry/1/response/status").asText()).startsWith("4");
        }
    }

    private static void add(Bundle bundle, HTTPVerb method, String url, Resource resource) {
        bundle.addEntry().setResource(resource).getRequest().setMethod(method).setUrl(url);
    }

    private Resource earlier(Communication sent) {
        Communication kept = sent.copy();
        kept.setStatus(CommunicationStatus.INPROGRESS);
        kept.addIdentifier().setSystem(SYSTEM).setValue(unique());
        String id = store.write(transaction -> transaction.create(kept)).id();
        kept.setId(new IdType("Communication", id));
        return kept;
    }

    private static Resource ended(Resource earlier) {
        return ((Communication) earlier).copy().setStatus(CommunicationStatus.COMPLETED);
    }

    private static String id(Resource stored) {
        return stored.getIdElement().getIdPart();
    }

    private static String key(Resource stored) {
        return SYSTEM + "%7C" + ((Communication) stored).getIdentifierFirstRep().getValue();
    }

    private Answer put(String path, Resource body, String form) {
        return http().put(path, written(body, form), "Content-Type", form, "Accept", JSON);
    }

    private Answer post(Bundle body, String form) {
        return http().post("", written(body, form), "Content-Type", form, "Accept", JSON);
    }

    private String written(Resource body, String form) {
        return (form.equals(XML) ? context().newXmlParser() : context().newJsonParser()).encodeResourceToString(body);
    }

    private static Communication communication(String text) {
        Communication communication = new Communication();
        communication.addPayload().setContent(new StringType(text));
        return communication.setStatus(CommunicationStatus.COMPLETED);
    }

    private static Narrative narrative(String div) {
        Narrative narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
        narrative.setDivAsString(div.replace("<div", "<div xmlns=\"http://www.w3.org/1999/xhtml\""));
        return narrative;
    }
}
