package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;

/** Rows made anew while others write and ask. */
abstract class ReindexScenarios extends CheckedRecords {
    @Test
    void reindexWhileOthersWriteLeavesTheIndexOfTheLastVersion() throws Exception {
        String observations = "update fhir_text set exact = 'damaged' where res_id = ?";
        String body = json(changed());
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> writes = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                writes.add(clients.submit(() -> http().put("Observation/" + sample.id("observation"), body)));
                database().sql(observations).params(resId("observation")).update();
                assertThat(reindex("Observation")).hasStatus(200);
            }
            for (Future<Answer> write : writes) {
                assertThat(write.get()).hasStatus(200);
            }
        }
        reindex("Observation");

        assertThat(http().get("Observation/" + sample.id("observation"))).hasHeader("ETag", "W/\"17\"");
    }

    @Test
    void aSecondReindexIsRefusedWhileOneRuns() throws Exception {
        database()
                .sql("delete from fhir_text where res_id = ?")
                .params(resId("observation"))
                .update();
        try (ExecutorService clients = Executors.newFixedThreadPool(2);
                Connection holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            lock(holder);
            var one = CompletableFuture.supplyAsync(() -> reindex("Observation"), clients);
            var other = CompletableFuture.supplyAsync(() -> reindex("Observation"), clients);
            Answer refused = (Answer) CompletableFuture.anyOf(one, other).get();
            holder.rollback();

            assertThat(refused).isRefused(409, "conflict").hasHeader("Retry-After", "1");
            assertThat(List.of(one.get().status(), other.get().status())).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void reindexWithoutATypeLooksAtEverything() {
        Answer answer = http().send("POST", "$reindex", BodyPublishers.noBody());

        assertThat(answer).hasStatus(200);
        assertThat(count(answer, "examined")).isEqualTo((int) rows().resources());
        assertThat(count(answer, "rewritten")).isZero();
        assertThat(count(answer, "overtaken")).isZero();
    }

    @Test
    void reindexRefusesATypeAndAParameterThatItDoesNotKnow() {
        assertThat(reindex("Observatio")).isRefused(400, "invalid-parameter").saying("Did you mean Observation?");
        assertThat(http().post("$reindex?kind=Observation", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(400, "invalid-parameter")
                .saying("only type");
        assertThat(http().get("$reindex")).isRefused(405, "unsupported-interaction");
    }

    private void lock(Connection holder) throws SQLException {
        try (PreparedStatement lock =
                holder.prepareStatement("select version from fhir_resource where res_id = ? for update")) {
            lock.setLong(1, resId("observation"));
            lock.executeQuery().close();
        }
    }
}
