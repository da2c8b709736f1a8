package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.SupplyDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

abstract class MetaScenarios extends ServerScenarios {
    private static final String TAGS = "urn:painbridge:meta";
    private static final String PROFILE = "http://nowhere.example/StructureDefinition/other";

    private final String mark = unique();
    private final String patient = "Patient/meta-" + mark;

    @Test
    void theMetaOfAResourceIsThatOfItsCurrentVersion() {
        put(new Patient());

        JsonNode meta = meta(http().get(patient + "/$meta"));

        assertThat(meta).isEqualTo(http().get(patient).json().path("meta"));
        assertThat(meta(http().send("POST", patient + "/$meta", BodyPublishers.noBody())))
                .isEqualTo(meta);
    }

    @Test
    void theMetaOfAVersionIsTheOneItHad() {
        put(new Patient());
        add(tags("late"));

        assertThat(codes(meta(http().get(patient + "/_history/1/$meta")))).isEmpty();
        assertThat(codes(meta(http().get(patient + "/_history/2/$meta")))).containsExactly("late");
    }

    @Test
    void whatIsAddedIsThereOnceAndSearchable() {
        Patient resource = new Patient();
        resource.getMeta().addTag(TAGS, "first-" + mark, "First");
        put(resource);
        Meta more = tags("first-" + mark, "second-" + mark);
        more.addProfile(PROFILE);
        more.addSecurity("urn:painbridge:security", "secret-" + mark, null);

        JsonNode meta = meta(add(more));

        assertThat(codes(meta)).containsExactly("first-" + mark, "second-" + mark);
        assertThat(meta.at("/profile/0").asText()).isEqualTo(PROFILE);
        assertThat(found("_tag=second-" + mark)).isEqualTo(1);
        assertThat(found("_security=urn:painbridge:security%7Csecret-" + mark)).isEqualTo(1);
        assertThat(http().get(patient).json().path("meta")).isEqualTo(meta);
    }

    @Test
    void aChangeOfLabelsIsANewVersionAndAChangeOfNothingIsNone() {
        put(new Patient().setActive(true));

        add(tags("a"));
        add(tags("a"));
        change("$meta-delete", tags("never there"));

        assertThat(http().get(patient)).hasHeader("ETag", "W/\"2\"");
        assertThat(http().get(patient + "/_history/1").json().at("/meta/tag").isMissingNode())
                .isTrue();
        assertThat(http().get(patient).json().path("active").asBoolean()).isTrue();
    }

    @Test
    void whatIsDeletedIsGoneWhateverItsDisplay() {
        Patient resource = new Patient();
        resource.getMeta().addTag(TAGS, "gone-" + mark, "With a display").addTag(TAGS, "stays-" + mark, null);
        resource.getMeta().addTag("urn:another", "gone-" + mark, null).addProfile(PROFILE);
        put(resource);
        Meta labels = tags("gone-" + mark);
        labels.addProfile(PROFILE);

        JsonNode meta = meta(change("$meta-delete", labels));

        assertThat(codes(meta)).containsExactly("stays-" + mark, "gone-" + mark);
        assertThat(meta.has("profile")).isFalse();
        assertThat(found("_tag=" + TAGS + "%7Cgone-" + mark)).isZero();
    }

    @Test
    void theMetaOfATypeAndOfTheServerHasEachLabelInUse() {
        SupplyDelivery delivery = new SupplyDelivery();
        delivery.getMeta().addTag(TAGS, "Delivered-" + mark, null).addProfile("urn:profile:" + mark);
        for (String name : List.of("a", "b")) {
            delivery.setId(name + "-" + mark);
            assertThat(http().put("SupplyDelivery/" + name + "-" + mark, json(delivery)))
                    .hasStatus(201);
        }

        JsonNode ofType = meta(http().get("SupplyDelivery/$meta"));
        JsonNode ofServer = meta(http().get("$meta"));

        for (JsonNode meta : List.of(ofType, ofServer)) {
            assertThat(codes(meta)).containsOnlyOnce("Delivered-" + mark);
            assertThat(meta.path("profile").toString()).containsOnlyOnce("urn:profile:" + mark);
            assertThat(meta.has("lastUpdated")).isFalse();
        }
        assertThat(codes(meta(http().get("RelatedPerson/$meta")))).doesNotContain("Delivered-" + mark);
    }

    @Test
    void labelsThatNobodyUsesAnyMoreAreNotListed() {
        Patient resource = new Patient();
        resource.getMeta().addTag(TAGS, "unused-" + mark, null);
        put(resource);
        http().delete(patient);

        assertThat(codes(meta(http().get("Patient/$meta")))).doesNotContain("unused-" + mark);
        assertThat(http().get(patient + "/$meta")).isRefused(410, "deleted");
        assertThat(change("$meta-add", tags("a"))).isRefused(410, "deleted");
    }

    @Test
    void aChangeOfAVersionThatIsNoLongerCurrentIsRefused() {
        put(new Patient());
        add(tags("a"));

        assertThat(http().post(patient + "/$meta-add", json(parameters(tags("b"))), "If-Match", "W/\"1\""))
                .isRefused(412, "stale-version");
        assertThat(http().post(patient + "/_history/1/$meta-add", json(parameters(tags("b")))))
                .isRefused(405, "unsupported-interaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$meta-add", "$meta-delete"})
    void whatIsNoMetaIsRefused(String operation) {
        put(new Patient());
        Parameters text = new Parameters();
        text.addParameter("meta", "a text");
        Parameters unknown = new Parameters();
        unknown.addParameter("mete", "x");
        Meta uncoded = new Meta();
        uncoded.addTag().setDisplay("A display only");

        assertThat(http().send("POST", patient + "/" + operation, BodyPublishers.noBody()))
                .isRefused(400, "invalid-parameter");
        for (String body : List.of(json(new Parameters()), json(text), json(parameters(uncoded)))) {
            assertThat(http().post(patient + "/" + operation, body))
                    .isRefused(400, "invalid-parameter")
                    .at("Parameters.parameter.where(name='meta')");
        }
        assertThat(http().post(patient + "/" + operation, json(unknown)))
                .isRefused(400, "invalid-parameter")
                .saying("Did you mean meta?");
        assertThat(http().post(patient + "/" + operation, json(new Patient()))).isRefused(400, "wrong-resource-type");
        assertThat(http().get(patient + "/" + operation)).isRefused(405, "unsupported-interaction");
        assertThat(http().get(patient)).hasHeader("ETag", "W/\"1\"");
    }

    @Test
    void parametersThatTheOperationLacksAreRefused() {
        put(new Patient());

        for (String of : List.of("$meta", "Patient/$meta", patient + "/$meta")) {
            assertThat(http().get(of + "?mode=x")).isRefused(400, "invalid-parameter");
        }
        assertThat(http().get("Patient/nobody-" + mark + "/$meta")).isRefused(404, "not-found");
        assertThat(http().get(patient + "/_history/7/$meta")).isRefused(404, "not-found");
    }

    private void put(Patient resource) {
        resource.setId("meta-" + mark);
        assertThat(http().put(patient, json(resource))).hasStatus(201);
    }

    private Answer add(Meta labels) {
        return change("$meta-add", labels);
    }

    private Answer change(String operation, Meta labels) {
        return http().post(patient + "/" + operation, json(parameters(labels)));
    }

    private static Parameters parameters(Meta labels) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("meta").setValue(labels);
        return parameters;
    }

    private static Meta tags(String... codes) {
        Meta meta = new Meta();
        for (String code : codes) {
            meta.addTag(TAGS, code, null);
        }
        return meta;
    }

    private int found(String query) {
        return http().get("Patient?" + query).json().path("total").asInt();
    }

    private static JsonNode meta(Answer answer) {
        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/parameter/0/name").asText()).isEqualTo("return");
        return answer.json().at("/parameter/0/valueMeta");
    }

    private static List<String> codes(JsonNode meta) {
        List<String> codes = new ArrayList<>();
        meta.path("tag").forEach(tag -> codes.add(tag.path("code").asText()));
        return codes;
    }
}
