package org.painbridge.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.SupplyDelivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.export.ExportSteps.Result;
import org.painbridge.server.store.ExportQuery.Patients;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/**
 * Exports whose steps are made by runners of the test's own, a resource each. The server's runner may make some of them too:
 * what comes out must be the same.
 */
abstract class ExportResumeScenarios extends ServerScenarios {
    private static final DataSize LARGE = DataSize.ofGigabytes(1);

    @Autowired
    private FhirStore store;

    @Autowired
    private Exports exports;

    @Autowired
    private Clock clock;

    private Sample sample;
    private ExportClient export;

    /** The server goes down. */
    private static final class Killed extends RuntimeException {}

    @BeforeEach
    void begin() {
        sample = sample();
        export = new ExportClient(http(), base());
        IntStream.range(0, 12).forEach(i -> sample.put("d" + i, new SupplyDelivery()));
        IntStream.range(0, 5).forEach(i -> sample.put("l" + i, new Location()));
    }

    @Test
    void anotherRunnerGoesOnWhereOneWasKilledInTheMiddleOfAStep() {
        String id = exports.begin(definition(), List.of());
        Result result = Result.FURTHER;
        int kills = 0;
        while (result != Result.NOTHING) {
            ExportSteps killed = steps(LARGE, LARGE);
            assertThatThrownBy(() -> store.write(transaction -> {
                        killed.step(transaction, id);
                        throw new Killed();
                    }))
                    .isInstanceOf(Killed.class);
            kills++;
            result = step(steps(LARGE, LARGE), id);
        }

        assertThat(kills).isPositive();
        assertExportedOnce(id);
    }

    @Test
    void severalNodesMakeTheStepsOfOneExportTogether() throws Exception {
        String id = exports.begin(definition(), List.of());
        List<Future<?>> nodes = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                nodes.add(executor.submit(() -> {
                    ExportSteps own = steps(LARGE, LARGE);
                    while (exports.open().contains(id)) {
                        step(own, id);
                    }
                }));
            }
        }

        for (Future<?> node : nodes) {
            node.get();
        }
        assertExportedOnce(id);
    }

    @Test
    void aFileThatIsFullIsFollowedByAnother() {
        ExportJob job = ExportJob.begin(UUID.randomUUID().toString(), now(), definition());

        wholly(job, steps(DataSize.ofBytes(1), LARGE));

        JsonNode manifest = export.manifest("export/" + job.id());
        assertThat(export.types(manifest)).hasSize(17);
        assertExportedOnce(job.id());
    }

    @Test
    void whatIsChangedMeanwhileIsThereAsItWasAtTheMoment() {
        String before = http().get("Location/" + sample.id("l3")).text();
        ExportJob job = ExportJob.begin(UUID.randomUUID().toString(), now(), definition());
        while (!now().isAfter(job.asOf())) {
            Thread.onSpinWait();
        }
        Location changed = new Location().setName("Changed");
        changed.getMeta().addTag("urn:painbridge:test", sample.mark(), null);
        changed.setId(sample.id("l3"));
        assertThat(http().put("Location/" + sample.id("l3"), json(changed))).hasStatus(200);
        sample.put("late", new Location());

        wholly(job, steps(LARGE, LARGE));

        JsonNode manifest = export.manifest("export/" + job.id());
        assertThat(export.lines(manifest, "Location")).hasSize(5).contains(before);
    }

    @Test
    void anExportThatGrowsTooLargeFailsAndSaysWhy() {
        ExportJob job = ExportJob.begin(UUID.randomUUID().toString(), now(), definition());

        wholly(job, steps(LARGE, DataSize.ofBytes(600)));

        assertThat(http().get("export/" + job.id()))
                .isRefused(500, "export-failed")
                .saying("painbridge.export.max-stored");
        assertThat(http().get("export/" + job.id() + "/1-Location.ndjson")).isRefused(404, "not-found");
        assertThat(http().delete("export/" + job.id())).hasStatus(202);
    }

    @Test
    void filesThatHaveExpiredAreTakenAway() {
        String id = exports.begin(definition(), List.of("somebody"));
        ExportSteps own = steps(LARGE, LARGE);
        while (exports.open().contains(id)) {
            step(own, id);
        }

        exports.removeFinished(now().plus(Duration.ofHours(23)));
        assertThat(rowsOf(id)).isGreaterThan(3);
        exports.removeFinished(now().plus(Duration.ofHours(25)));

        assertThat(http().get("export/" + id)).isRefused(404, "not-found");
        assertThat(rowsOf(id)).isZero();
    }

    private ExportDefinition definition() {
        String tag = "?_tag=" + sample.mark();
        return new ExportDefinition(
                base() + "/$export",
                Patients.ANY,
                List.of("Location", "SupplyDelivery"),
                null,
                List.of("Location" + tag, "SupplyDelivery" + tag));
    }

    private static ExportSteps steps(DataSize maxFile, DataSize maxStored) {
        var settings = new ExportSettings(Duration.ofHours(24), 100, DataSize.ofBytes(1), maxFile, maxStored);
        return new ExportSteps(new ExportTable(), new FileTable(), settings);
    }

    private Result step(ExportSteps own, String id) {
        return store.write(transaction -> own.step(transaction, id));
    }

    /** In one transaction, so that nobody else has a hand in it. */
    private void wholly(ExportJob job, ExportSteps own) {
        store.write(transaction -> {
            new ExportTable().insert(transaction, job, List.of());
            transaction.flush();
            Result result = Result.FURTHER;
            while (result != Result.NOTHING) {
                result = own.step(transaction, job.id());
            }
            return result;
        });
    }

    private void assertExportedOnce(String id) {
        JsonNode manifest = export.manifest("export/" + id);
        for (String type : List.of("Location", "SupplyDelivery")) {
            List<String> stored = sample.search(type, "_count", "100").stream()
                    .map(name -> http().get(type + "/" + sample.id(name)).text())
                    .toList();
            assertThat(stored).hasSizeGreaterThan(4);
            assertThat(export.lines(manifest, type)).containsExactlyElementsOf(stored);
        }
    }

    private long rowsOf(String id) {
        long rows = 0;
        for (String table : List.of("export_job", "export_file", "export_chunk", "export_patient")) {
            rows += database()
                    .sql("select count(*) from " + table + " where job_id = ?")
                    .param(id)
                    .query(Long.class)
                    .single();
        }
        return rows;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
