package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

abstract class VersionHeadersScenarios extends ServerScenarios {
    private String id;
    private String url;
    private String body;

    @BeforeEach
    void store() {
        id = unique();
        url = "Patient/" + id;
        body = "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
        assertThat(http().put(url, body)).hasStatus(201);
    }

    @Test
    void aReaderWhoHasTheCurrentVersionGetsNoBody() {
        Answer unchanged = http().get(url, "If-None-Match", "W/\"1\"");

        assertThat(unchanged).hasStatus(304);
        assertThat(unchanged.bytes()).isEmpty();
        http().put(url, body);
        assertThat(http().get(url, "If-None-Match", "W/\"1\"")).hasStatus(200).hasHeader("ETag", "W/\"2\"");
    }

    @Test
    void everyReadTellsItsVersion() {
        http().put(url, body);

        assertThat(http().get(url)).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(http().get(url + "/_history/1")).hasStatus(200).hasHeader("ETag", "W/\"1\"");
        assertThat(http().get(url).header("Last-Modified")).isPresent();
    }

    @Test
    void everyPatchTellsItsVersion() {
        String patch = "[{\"op\":\"add\",\"path\":\"/active\",\"value\":true}]";

        assertThat(http().patch(url, patch)).hasStatus(200).hasHeader("ETag", "W/\"2\"");
        assertThat(http().patch(url, patch, "Accept", "application/fhir+xml")).hasHeader("ETag", "W/\"3\"");
        assertThat(http().patch(url, patch, "Prefer", "return=minimal")).hasHeader("ETag", "W/\"4\"");
        assertThat(http().patch(url, patch, "Prefer", "return=OperationOutcome"))
                .hasHeader("ETag", "W/\"5\"");
    }

    @Test
    void anUpdateOfTheCurrentVersionGoesThrough() {
        assertThat(http().put(url, body, "If-Match", "W/\"1\"")).hasStatus(200).hasHeader("ETag", "W/\"2\"");
    }

    @Test
    void anUpdateOfAnOldVersionIsRefusedAndChangesNothing() {
        http().put(url, body);
        RowCounts before = rows();

        Answer refused = http().put(url, body, "If-Match", "W/\"1\"");

        assertThat(refused)
                .isRefused(412, "stale-version")
                .at("http.If-Match")
                .saying("version 1", "version is 2", "read it again");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aDeleteOfAnOldVersionIsRefusedAndChangesNothing() {
        http().put(url, body);
        RowCounts before = rows();

        Answer refused = http().delete(url, "If-Match", "W/\"1\"");

        assertThat(refused).isRefused(412, "stale-version").at("http.If-Match");
        assertThat(rows()).isEqualTo(before);
        assertThat(http().delete(url, "If-Match", "W/\"2\"")).hasStatus(204);
    }

    @Test
    void anUpdateThatIsToFindNothingChangesNothingThatIsThere() {
        RowCounts before = rows();

        assertThat(http().put(url, body, "If-None-Match", "*"))
                .isRefused(412, "stale-version")
                .at("http.If-None-Match")
                .saying("If-None-Match: *", url);
        assertThat(http().put(url, body, "If-None-Match", "W/\"7\""))
                .isRefused(400, "invalid-version")
                .at("http.If-None-Match");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anUpdateThatIsToFindNothingCreatesWhatIsNotThereOrNotAnyMore() {
        String fresh = unique();
        String other = "{\"resourceType\":\"Patient\",\"id\":\"" + fresh + "\"}";
        http().delete(url);

        assertThat(http().put("Patient/" + fresh, other, "If-None-Match", "*")).hasStatus(201);
        assertThat(http().put(url, body, "If-None-Match", "*")).hasStatus(201);
    }

    @Test
    void anUpdateThatIsToFindNothingIsRefusedInABundleToo() {
        var entry = Entries.put(id, new Patient());
        entry.getRequest().setIfNoneMatch("*");

        assertThat(http().post("", json(Entries.transaction(entry))))
                .isRefused(412, "stale-version")
                .at("Bundle.entry[0].request.ifNoneMatch");
        assertThat(http().get(url)).hasHeader("ETag", "W/\"1\"");
    }

    @Test
    void anUpdateOfSomethingThatIsNotThereCannotMatch() {
        String nowhere = unique();
        String other = "{\"resourceType\":\"Patient\",\"id\":\"" + nowhere + "\"}";

        assertThat(http().put("Patient/" + nowhere, other, "If-Match", "W/\"1\""))
                .isRefused(412, "stale-version")
                .at("http.If-Match")
                .saying("not here");
        assertThat(http().delete("Patient/" + nowhere, "If-Match", "W/\"1\"")).isRefused(412, "stale-version");
        assertThat(http().get("Patient/" + nowhere)).isRefused(404, "not-found");
    }

    @Test
    void nothingThatWasDeletedCanMatch() {
        http().delete(url);

        assertThat(http().put(url, body, "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        assertThat(http().delete(url, "If-Match", "W/\"2\"")).isRefused(412, "stale-version");
        assertThat(http().put(url, body)).hasStatus(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"1\"", "*", "W/\"7\", W/\"1\""})
    void whoeverNamesTheCurrentVersionGetsNoBody(String known) {
        Answer unchanged = http().get(url, "If-None-Match", known);

        assertThat(unchanged).hasStatus(304).hasHeader("ETag", "W/\"1\"");
        assertThat(unchanged.bytes()).isEmpty();
        assertThat(http().get(url, "If-None-Match", "W/\"11\"")).hasStatus(200);
    }

    @Test
    void whoeverReadSinceTheLastChangeGetsNoBody() {
        String changed = http().get(url).header("Last-Modified").orElseThrow();

        assertThat(http().get(url, "If-Modified-Since", changed)).hasStatus(304);
        assertThat(http().get(url, "If-Modified-Since", "Wed, 01 Jan 2020 00:00:00 GMT"))
                .hasStatus(200);
        for (String noDate : List.of("garbage", "0", "2026-11-28")) {
            assertThat(http().get(url, "If-Modified-Since", noDate)).hasStatus(200);
        }
        assertThat(http().get(url, "If-Modified-Since", changed, "If-None-Match", "W/\"7\""))
                .hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"99999999999\"", "W/\"x\"", "*", "W/\"-1\"", "W/\"1\", W/\"2\""})
    void whatIsNoVersionIsRefused(String ifMatch) {
        RowCounts before = rows();

        assertThat(http().put(url, body, "If-Match", ifMatch))
                .isRefused(400, "invalid-version")
                .at("http.If-Match");
        assertThat(http().delete(url, "If-Match", ifMatch)).isRefused(400, "invalid-version");
        assertThat(rows()).isEqualTo(before);
    }
}
