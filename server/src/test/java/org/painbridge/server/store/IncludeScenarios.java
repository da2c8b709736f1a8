package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IncludeScenarios extends ServerScenarios {
    @Autowired
    private StoreSettings settings;

    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("anna", new Patient());
        sample.put("bert", new Patient());
        sample.put("doctor", new Practitioner());
        Observation first = Observations.of("Patient/" + sample.id("anna"));
        first.addPerformer(new Reference("Practitioner/" + sample.id("doctor")));
        sample.put("first", first);
        Observation second = Observations.of("Patient/" + sample.id("anna"));
        second.addHasMember(new Reference("Observation/" + sample.id("first")));
        sample.put("second", second);
        sample.put("dangling", Observations.of("Patient/never-stored"));
    }

    @Test
    void includeBringsWhatTheMatchesPointToOnce() {
        assertThat(sample.included("Observation", "_include", "Observation:subject"))
                .containsExactly("anna");
        assertThat(sample.included("Observation", "_include", "Observation:patient"))
                .containsExactly("anna");
        assertThat(sample.included("Observation", "_include", "Observation:subject:Patient"))
                .containsExactly("anna");
        assertThat(sample.included("Observation", "_include", "Observation:subject:Group"))
                .isEmpty();
        assertThat(sample.included(
                        "Observation", "_include", "Observation:subject", "_include", "Observation:performer"))
                .containsExactlyInAnyOrder("anna", "doctor");
    }

    @Test
    void includeLooksAtThePageOnlyAndIsNotCounted() {
        String[] onePage = {"_count", "1", "_sort", "-_lastUpdated", "_include", "Observation:subject"};
        assertThat(sample.included("Observation", onePage)).isEmpty();

        var bundle = sample.answer("Observation", "_include", "Observation:subject", "_total", "accurate")
                .json();

        assertThat(bundle.path("total").asInt()).isEqualTo(3);
        assertThat(bundle.path("entry")).hasSize(4);
    }

    @Test
    void aMatchIsNotIncludedAgain() {
        assertThat(sample.search("Observation", "_include", "Observation:has-member"))
                .containsExactly("first", "second", "dangling");
        assertThat(sample.included("Observation", "_include", "Observation:has-member"))
                .isEmpty();
        assertThat(sample.included("Observation", "_id", sample.id("second"), "_include", "Observation:has-member"))
                .containsExactly("first");
    }

    @Test
    void iterateFollowsWhatWasIncluded() {
        String[] second = {"_id", sample.id("second")};
        assertThat(included(second, "_include", "Observation:has-member", "_include", "Observation:performer"))
                .containsExactly("first");
        assertThat(included(second, "_include", "Observation:has-member", "_include:iterate", "Observation:performer"))
                .containsExactly("first", "doctor");
        assertThat(sample.included(
                        "Patient",
                        "_id",
                        sample.id("anna"),
                        "_revinclude",
                        "Observation:subject",
                        "_include:iterate",
                        "Observation:performer"))
                .containsExactly("first", "second", "doctor");
        assertThat(sample.included(
                        "Practitioner",
                        "_id",
                        sample.id("doctor"),
                        "_revinclude",
                        "Observation:performer",
                        "_revinclude:iterate",
                        "Observation:has-member"))
                .containsExactly("first", "second");
    }

    @Test
    void iterateEndsInACircleAndSaysWhereItStops() {
        Sample circle = sample();
        for (int i = 0; i < 9; i++) {
            Observation each = Observations.any();
            each.addHasMember(new Reference("Observation/" + circle.id("o" + (i + 1) % 9)));
            circle.put("o" + i, each);
        }

        var answer = circle.answer("Observation", "_id", circle.id("o0"), "_include:iterate", "Observation:has-member");

        assertThat(circle.names(answer.json(), "include")).containsExactly("o1", "o2", "o3", "o4", "o5");
        assertThat(answer.text()).contains("_include:iterate=Observation:has-member");

        answer = circle.answer(
                "Observation",
                "_id",
                circle.id("o7") + "," + circle.id("o3"),
                "_include:iterate",
                "Observation:has-member");

        assertThat(circle.names(answer.json(), "include"))
                .containsExactlyInAnyOrder("o8", "o0", "o1", "o2", "o4", "o5", "o6");
        assertThat(answer.text()).doesNotContain("too-costly");
    }

    private List<String> included(String[] which, String... includes) {
        return sample.included(
                "Observation",
                Stream.concat(Stream.of(which), Stream.of(includes)).toArray(String[]::new));
    }

    @Test
    void reverseIncludeBringsWhatPointsToTheMatches() {
        assertThat(sample.included("Patient", "_revinclude", "Observation:subject"))
                .containsExactly("first", "second");
        assertThat(sample.included("Patient", "_revinclude", "Observation:patient"))
                .containsExactly("first", "second");
        assertThat(sample.included("Practitioner", "_revinclude", "Observation:performer"))
                .containsExactly("first");
        assertThat(sample.included("Patient", "_id", sample.id("bert"), "_revinclude", "Observation:subject"))
                .isEmpty();
    }

    @Test
    void whatDoesNotFitOnAPageIsSaid() {
        Sample own = sample();
        own.put("popular", new Patient());
        Bundle crowd = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        for (int i = 0; i <= settings.maxIncluded(); i++) {
            crowd.addEntry()
                    .setResource(Observations.of("Patient/" + own.id("popular")))
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.POST)
                    .setUrl("Observation");
        }
        assertThat(http().post("", json(crowd))).hasStatus(200);

        var page = own.answer("Patient", "_revinclude", "Observation:subject").json();

        assertThat(own.names(page, "include")).hasSize(settings.maxIncluded());
        var last = page.path("entry").path(page.path("entry").size() - 1);
        assertThat(last.at("/search/mode").asText()).isEqualTo("outcome");
        assertThat(last.at("/resource/issue/0/severity").asText()).isEqualTo("warning");
        assertThat(last.at("/resource/issue/0/code").asText()).isEqualTo("too-costly");
        assertThat(last.at("/resource/issue/0/diagnostics").asText())
                .startsWith("_revinclude=Observation:subject finds more");
    }

    @Test
    void theGenericClientReadsIncludes() {
        Bundle found = client().search()
                .forResource(Observation.class)
                .where(Observation.RES_ID.exactly().identifier(sample.id("first")))
                .include(Observation.INCLUDE_SUBJECT)
                .returnBundle(Bundle.class)
                .execute();

        assertThat(found.getEntry().stream().map(entry -> entry.getResource().fhirType()))
                .containsExactly("Observation", "Patient");
        assertThat(found.getEntry().get(1).getFullUrl()).isEqualTo(base() + "/Patient/" + sample.id("anna"));
    }

    @Test
    void allReferencesOfATypeAreIncludedByOneStar() {
        assertThat(sample.included("Observation", "_include", "Observation:*"))
                .containsExactlyInAnyOrderElementsOf(sample.included(
                        "Observation", "_include", "Observation:subject", "_include", "Observation:performer"));
        assertThat(sample.included("Patient", "_revinclude", "Observation:*")).containsExactly("first", "second");
        assertThat(sample.included("Practitioner", "_revinclude", "Observation:*"))
                .containsExactly("first");
    }

    @Test
    void includesThatAreNotServedAreRefused() {
        assertThat(http().get("Observation?_include=*"))
                .isRefused(400, "invalid-search")
                .at("http._include");
        assertThat(http().get("Observation?_include=Observation:code"))
                .isRefused(400, "invalid-search")
                .saying("not a reference");
        assertThat(http().get("Observation?_include:recurse=Observation:subject"))
                .isRefused(400, "invalid-search")
                .at("http._include:recurse");
    }
}
