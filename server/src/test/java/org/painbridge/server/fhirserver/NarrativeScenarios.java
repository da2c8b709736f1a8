package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Narratives that a portal would show with the rights of its user, by every way in. */
abstract class NarrativeScenarios extends ServerScenarios {
    private static final String XML = "application/fhir+xml";
    private static final String HOSTILE =
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p onclick=\"alert(1)\">x</p></div>";

    @Autowired
    private FhirStore store;

    /** Where a body may carry a narrative. */
    static Stream<Arguments> carriers() {
        Bundle transaction = bundle(BundleType.TRANSACTION, hostile(new Patient()));
        Bundle message = new Bundle().setType(BundleType.MESSAGE);
        message.addEntry().setResource(hostile(new Patient()));
        Composition composition = new Composition();
        composition.addSection().addSection().setText(hostile(new Patient()).getText());
        Patient carrying = new Patient();
        carrying.addContained(hostile(new Patient()).setId("a"));
        return Stream.of(
                Arguments.of("Patient", hostile(new Patient())),
                Arguments.of("Patient", carrying),
                Arguments.of("Composition", composition),
                Arguments.of("", transaction),
                Arguments.of("CarePlan/$push", parameters("bundle", transaction)),
                Arguments.of("MedicationDispense/$nms-submit", parameters("dispense", hostile(new Patient()))),
                Arguments.of("$process-message", message),
                Arguments.of("Patient/$validate", parameters("resource", hostile(new Patient()))),
                Arguments.of("ServiceRequest/$imaging-appropriateness", parameters("order", carrying)));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void whatRunsIsRefusedByEveryWayIn(String path, Resource body) {
        for (String form : List.of("application/fhir+json", XML)) {
            RowCounts before = rows();

            Answer answer = http().post(path, written(body, form), "Content-Type", form);

            assertThat(answer.status()).as(form).isEqualTo(400);
            assertThat(answer.text()).as(form).contains("malformed-resource", "scripts");
            assertThat(rows()).as(form).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div><p\u2003onclick='alert(1)'>x</p></div>",
                "<div><p a='b'\u2028onclick='alert(1)'>x</p></div>",
                "<div><!DOCTYPE d [<!ENTITY q X javascr><!ENTITY w X ipt:alert(1)>]><a href='&q;&w;'>y</a></div>",
                "<div><style>p { color: red }</style></div>",
                "<div><svg><a xlink:href='x'>y</a></svg></div>",
                "<div>a&#11;b</div>",
            })
    void whatHapiReadsOtherwiseThanXmlIsRefused(String div) {
        String body = "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"" + div + "\"}}";
        String stored = http().post("Patient", "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"empty\"}}")
                .id();

        assertThat(http().post("Patient", body)).isRefused(400, "malformed-resource");
        assertThat(http().patch(
                                "Patient/" + stored,
                                "[{\"op\":\"add\",\"path\":\"/text/div\",\"value\":\"" + div + "\"}]"))
                .isRefused(422, "patch-failed");
        assertThat(http().patch("Patient/" + stored, fhirPathPatch(div), "Content-Type", "application/fhir+json"))
                .isRefused(422, "patch-failed");
        assertThat(http().get("Patient/" + stored).text()).doesNotContain("\"div\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div><![CDATA[x", "<div>&#x110000;</div>", "<div><p></div>", "<p>x</p>"})
    void aPatchToWhatHapiCannotReadIsRefused(String div) {
        String patient = http().post("Patient", "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"empty\"}}")
                .id();

        assertThat(http().patch("Patient/" + patient, fhirPathPatch(div), "Content-Type", "application/fhir+json"))
                .isRefused(422, "patch-failed");
    }

    @Test
    void oneSuchEntryOfABatchLeavesTheOthers() {
        Bundle batch = bundle(BundleType.BATCH, hostile(new Patient()), new Patient().setActive(true));

        for (String form : List.of("application/fhir+json", XML)) {
            Answer answer =
                    http().post("", written(batch, form), "Content-Type", form, "Accept", "application/fhir+json");

            assertThat(answer).hasStatus(200);
            assertThat(answer.json().at("/entry/0/response/status").asText()).startsWith("400");
            assertThat(answer.json().at("/entry/0/response/outcome").toString())
                    .contains("Bundle.entry[0].resource", "text.div");
            assertThat(answer.json().at("/entry/1/response/status").asText()).startsWith("201");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+json", XML})
    void whatIsStoredIsTheSameToXmlAndHtml(String form) {
        String div =
                "<div xmlns='http://www.w3.org/1999/xhtml'><![CDATA[x><img src=x onerror=alert(1)>]]><!-- a --><p>5 &lt; 6</p></div>";
        String json = "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"" + div + "\"}}";
        String xml =
                "<Patient xmlns='http://hl7.org/fhir'><text><status value='generated'/>" + div + "</text></Patient>";

        Answer stored = http().post(
                        "Patient",
                        form.equals(XML) ? xml : json,
                        "Content-Type",
                        form,
                        "Accept",
                        "application/fhir+json");

        assertThat(stored).hasStatus(201);
        for (String accept : List.of("application/fhir+json", XML)) {
            assertThat(http().get("Patient/" + stored.id(), "Accept", accept).text())
                    .contains("&lt;img src=x onerror=alert(1)&gt;", "5 &lt; 6")
                    .doesNotContain("CDATA", "<img", "<!--");
        }
        assertThat(http().put(
                                "Patient/" + stored.id(),
                                http().get("Patient/" + stored.id()).text()))
                .hasStatus(200);
    }

    @Test
    void whatAnEarlierBuildStoredRunsInNoBrowserThatShowsTheXml() {
        String stored = store.write(transaction -> transaction.create(hostile(new Patient())))
                .id();

        List<Answer> answers = List.of(
                http().get("Patient/" + stored, "Accept", "text/html, application/xml;q=0.9"),
                http().get("Patient/" + stored + "?_format=%78ml"),
                http().get("Patient/" + stored + "?_format=application/fhir%2BXML"),
                http().get("Patient/" + stored, "Accept", "application/fhir+XML"),
                http().post(
                                "Patient/_search",
                                "_id=" + stored + "&_format=xml",
                                "Content-Type",
                                "application/x-www-form-urlencoded"));

        assertThat(answers.stream()
                        .map(answer -> answer.header("Content-Type").orElseThrow())
                        .filter(type -> type.contains("xml")))
                .hasSizeGreaterThan(2);
        for (Answer answer : answers) {
            if (answer.header("Content-Type").orElseThrow().contains("xml")) {
                assertThat(answer.header("Content-Security-Policy").orElse("none"))
                        .contains("sandbox", "default-src 'none'");
            }
        }
        assertThat(http().get("Patient/" + stored).header("Content-Security-Policy"))
                .isEmpty();
    }

    private static Bundle bundle(BundleType type, Resource... resources) {
        Bundle bundle = new Bundle().setType(type);
        for (Resource resource : resources) {
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(HTTPVerb.POST)
                    .setUrl(resource.fhirType());
        }
        return bundle;
    }

    private static Parameters parameters(String name, Resource resource) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName(name).setResource(resource);
        return parameters;
    }

    private static <T extends DomainResource> T hostile(T resource) {
        resource.getText().setStatus(Narrative.NarrativeStatus.GENERATED).setDivAsString(HOSTILE);
        return resource;
    }

    private String written(IBaseResource body, String form) {
        return (form.equals(XML) ? context().newXmlParser() : context().newJsonParser()).encodeResourceToString(body);
    }

    private static String fhirPathPatch(String div) {
        return """
                {"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"add"},
                {"name":"path","valueString":"Patient.text"},{"name":"name","valueString":"div"},
                {"name":"value","valueString":"%s"}]}]}""".formatted(div);
    }
}
