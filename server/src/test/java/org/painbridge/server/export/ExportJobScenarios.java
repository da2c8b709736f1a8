package org.painbridge.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.SupplyDelivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** How an export begins, goes on and ends, and which are refused. Filters by a tag keep the data of other tests out. */
abstract class ExportJobScenarios extends ServerScenarios {
    private Sample sample;
    private ExportClient export;

    @Autowired
    private FhirStore store;

    @Autowired
    private ScopedCallers callers;

    @BeforeEach
    void begin() {
        sample = sample();
        export = new ExportClient(http(), base());
    }

    @Test
    void theManifestSaysWhatWasAskedForAndUntilWhenItCanBeFetched() {
        sample.put("d", new SupplyDelivery());
        String request = "$export?" + export.of(sample, "SupplyDelivery");

        String begun = export.begin(request);
        JsonNode manifest = export.manifest(begun);

        Instant updated = OffsetDateTime.parse(http().get("SupplyDelivery/" + sample.id("d"))
                        .json()
                        .at("/meta/lastUpdated")
                        .asText())
                .toInstant();
        assertThat(Instant.parse(manifest.path("transactionTime").asText())).isAfterOrEqualTo(updated);
        assertThat(manifest.path("request").asText()).isEqualTo(base() + "/" + request);
        assertThat(manifest.path("requiresAccessToken").asBoolean(true)).isFalse();
        assertThat(manifest.path("error").isArray()).isTrue();
        assertThat(manifest.path("error")).isEmpty();
        assertThat(http().get(begun)).hasHeader("Content-Type", "application/json");
        assertThat(http().get(begun).header("Expires").orElseThrow()).endsWith("GMT");
    }

    @Test
    void anExportWithoutResourcesHasNoFiles() {
        JsonNode manifest = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery", "Location")));

        assertThat(manifest.path("output").isArray()).isTrue();
        assertThat(manifest.path("output")).isEmpty();
    }

    @Test
    void aFileIsSentWithGzipWhereThatIsAskedFor() throws IOException {
        sample.put("d", new SupplyDelivery());
        JsonNode manifest = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery")));
        String file = export.relative(manifest.at("/output/0/url").asText());

        Answer plain = http().get(file);
        Answer packed = http().get(file, "Accept-Encoding", "gzip");
        Answer unwanted = http().get(file, "Accept-Encoding", "gzip;q=0, identity");
        Answer head = http().send("HEAD", file, BodyPublishers.noBody());

        assertThat(plain).hasHeader("Content-Length", Integer.toString(plain.bytes().length));
        assertThat(packed).hasHeader("Content-Encoding", "gzip").hasHeader("Content-Type", "application/fhir+ndjson");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(unwanted.bytes()).isEqualTo(plain.bytes());
        assertThat(head).hasStatus(200).hasHeader("Content-Length", Integer.toString(plain.bytes().length));
        assertThat(head.bytes()).isEmpty();
    }

    /** An open transaction that began before keeps an export from its end. */
    @Test
    void anExportWaitsForWritesThatBeganBefore() {
        String begun = store.write(transaction -> {
            String waiting = export.begin("$export?" + export.of(sample, "SupplyDelivery"));
            Answer progress = http().get(waiting);
            assertThat(progress).hasStatus(202);
            assertThat(progress.header("X-Progress").orElseThrow())
                    .isEqualTo("exporting SupplyDelivery, type 1 of 1, 0 resources so far");
            assertThat(progress.header("Retry-After").orElseThrow()).matches("[0-9]+");
            SupplyDelivery late = new SupplyDelivery();
            late.getMeta().addTag("urn:painbridge:test", sample.mark(), null);
            transaction.create(late, sample.id("late"));
            return waiting;
        });

        assertThat(export.names(sample, export.manifest(begun), "SupplyDelivery"))
                .containsExactly("late");
    }

    @Test
    void noMoreExportsAreUnderWayThanTheServerTakes() {
        String request = "$export?" + export.of(sample, "SupplyDelivery");
        store.write(transaction -> {
            List<String> begun = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                begun.add(export.begin(request));
            }
            Answer refused = http().get(request, "Prefer", "respond-async");
            assertThat(refused).isRefused(429, "too-many-exports").hasHeader("Retry-After", "1");
            begun.forEach(each -> assertThat(http().delete(each)).hasStatus(202));
            String next = export.begin(request);
            assertThat(http().delete(next)).hasStatus(202);
            return next;
        });
    }

    @Test
    void anExportThatIsCancelledIsGone() {
        sample.put("d", new SupplyDelivery());
        String running = store.write(transaction -> {
            String begun = export.begin("$export?" + export.of(sample, "SupplyDelivery"));
            assertThat(http().delete(begun)).hasStatus(202);
            return begun;
        });
        String complete = export.begin("$export?" + export.of(sample, "SupplyDelivery"));
        String file =
                export.relative(export.manifest(complete).at("/output/0/url").asText());

        assertThat(http().delete(complete)).hasStatus(202);

        for (String url : List.of(running, complete, file)) {
            assertThat(http().get(url)).isRefused(404, "not-found");
        }
        assertThat(http().delete(running)).isRefused(404, "not-found");
    }

    @Test
    void anExportIsNotThereForWhoMayNotSeeEverything() {
        sample.put("d", new SupplyDelivery());
        String[] other =
                callers.header(AccessScope.of(new Grant(Set.of("SupplyDelivery"), new Whose.Everybody(), Set.of())));
        String begun = export.begin("$export?" + export.of(sample, "SupplyDelivery"));
        String file = export.relative(export.manifest(begun).at("/output/0/url").asText());

        for (String url : List.of(begun, file)) {
            assertThat(http().get(url, other)).isRefused(404, "not-found");
            assertThat(http().send("HEAD", url, BodyPublishers.noBody(), other)).hasStatus(404);
        }
        assertThat(http().delete(begun, other)).isRefused(404, "not-found");
        assertThat(http().get("$export", "Prefer", "respond-async", other[0], other[1]))
                .isRefused(403, "access-denied");
        assertThat(http().get(begun)).hasStatus(200);
        assertThat(http().get(file)).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$export", "Patient/$export", "Group/any/$export"})
    void aRequestThatWouldWaitForTheDataIsRefused(String path) {
        assertThat(http().get(path))
                .isRefused(400, "async-only")
                .at("http.Prefer")
                .saying("respond-async");
        assertThat(http().get(path, "Prefer", "handling=lenient")).isRefused(400, "async-only");
    }

    @ParameterizedTest
    @CsvSource({
        "$export, _outputFormat=csv, _outputFormat",
        "$export, _type=Obervation, _type",
        "$export, _type=, _type",
        "Patient/$export, _type=Practitioner, _type",
        "Patient/$export, _type=Group, _type",
        "$export, _since=yesterday, _since",
        "$export, _elements=Patient.id&patient=x, patient",
        "$export, _elements=id, _elements",
        "Patient/$export, _summary=true, _summary",
        "$export, _typeFilter=status%3Dfinal, _typeFilter",
        "$export, _type=Patient&_typeFilter=Observation%3Fstatus%3Dfinal, _typeFilter",
        "$export, _tyype=Patient, _tyype"
    })
    void aQuestionThatMakesNoSenseIsRefused(String path, String query, String parameter) {
        assertThat(http().get(path + "?" + query, "Prefer", "respond-async"))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='" + parameter + "')");
    }

    @ParameterizedTest
    @CsvSource({
        "Observation?sttus=final, unknown-search-parameter",
        "Observation?date=yesterday, invalid-search",
        "Observation?_sort=date, invalid-search",
        "Observation?_include=Observation:subject, invalid-search",
        "Observation?status=final&_count=1, invalid-search"
    })
    void aFilterThatCannotBeHonouredIsRefused(String filter, String code) {
        assertThat(http().get("$export?_typeFilter=" + ExportClient.encoded(filter), "Prefer", "respond-async"))
                .isRefused(400, code);
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        sample.put("gone", new Group());
        http().delete("Group/" + sample.id("gone"));
        JsonNode manifest = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery")));

        String[] async = {"Prefer", "respond-async"};
        assertThat(http().get("Group/" + sample.id("gone") + "/$export", async)).isRefused(410, "deleted");
        assertThat(http().get("Group/nobody/$export", async)).isRefused(404, "not-found");
        assertThat(manifest.path("output")).isEmpty();
        for (String url : List.of("export", "export/", "export/x", "export/x/1-Patient.ndjson", "export/x/y/z")) {
            assertThat(http().get(url).status()).as(url).isIn(404, 405);
        }
        assertThat(http().post("export/x", "{}")).isRefused(405, "unsupported-interaction");
    }
}
