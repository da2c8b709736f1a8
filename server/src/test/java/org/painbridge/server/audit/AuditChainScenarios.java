package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever is done to rows of the trail is found. */
abstract class AuditChainScenarios extends ServerScenarios {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final AuditSettings KEYED =
            new AuditSettings(Duration.ofDays(3650), Duration.ofMinutes(1), List.of(KEY));
    private static final String OURS = " from audit_event where patient = ?";

    @Autowired
    private AuditVerifier verifier;

    @Autowired
    private AuditKeeper keeper;

    @Autowired
    private FhirStore store;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Clock clock;

    private final String nobody = unique();
    private AuditRow last;

    /** One row, and more behind it in whichever chain. */
    @BeforeEach
    void readSomething() {
        http().get("Patient/" + nobody);
        for (int i = 0; i < 3; i++) {
            http().get("Patient/" + unique());
        }
        keep();
    }

    @AfterEach
    void putBack() throws SQLException {
        database()
                .sql("delete from audit_event where patient = ?")
                .params(nobody)
                .update();
        database().sql("insert into audit_event select * from audit_kept").update();
        database().sql("drop table audit_kept").update();
        assertThat(verifier.run().findings()).isEmpty();
    }

    @Test
    void aTrailThatNobodyTouchedIsWhole() throws SQLException {
        assertThat(verifier.run().findings()).isEmpty();
        assertThat(verifier.run().summary()).contains("none was changed, removed or inserted");
    }

    @Test
    void aChangedRowIsFound() throws SQLException {
        String id = id();
        for (String change : List.of("status = 200", "client = 'x'", "patient = patient || 'x'", "query = null")) {
            database()
                    .sql("update audit_event set " + change + " where patient = ?")
                    .params(nobody)
                    .update();

            assertThat(verifier.run().findings())
                    .as(change)
                    .singleElement()
                    .asString()
                    .contains(id, "was changed");
            database()
                    .sql("delete from audit_event where patient in (?, ?)")
                    .params(nobody, nobody + "x")
                    .update();
            database().sql("insert into audit_event select * from audit_kept").update();
        }
    }

    @Test
    void aRemovedRowIsFound() throws SQLException {
        database().sql("delete" + OURS).params(nobody).update();

        assertThat(verifier.run().findings()).singleElement().asString().contains("was removed");
    }

    @Test
    void anInsertedRowIsFound() throws SQLException {
        String columns = "kind, status, client, person, address, request, target, query, patient, hash";
        database()
                .sql("insert into audit_event (at, chain, link, " + columns + ") select at + 1, chain, link, " + columns
                        + OURS)
                .params(nobody)
                .update();

        assertThat(verifier.run().findings()).singleElement().asString().contains("was inserted");
    }

    @Test
    void manyAtOnceMakeNoGap() throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> reads = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                boolean write = i % 4 == 0;
                reads.add(clients.submit(() -> write
                        ? http().post("Patient", "{\"resourceType\":\"Patient\"}")
                                .status()
                        : http().get("Patient?_id=" + unique()).status()));
            }
            for (Future<Integer> read : reads) {
                assertThat(read.get()).isIn(200, 201);
            }
        }

        assertThat(verifier.run().findings()).isEmpty();
    }

    @Test
    void whatIsTakenAwayInTimeIsNotMissed() throws SQLException {
        int number = number();
        Chain chain = new Chain(number, ChainHash.unkeyed());
        long old = Instant.now().minus(Duration.ofDays(4000)).toEpochMilli();
        insert(chain, old);
        insert(chain, old + 1);
        insert(chain, Instant.now().toEpochMilli());
        keeper.noteEarlier();

        keeper.takeAway();

        assertThat(count(number)).isEqualTo(1);
        assertThat(verifier.run().findings()).isEmpty();
        remove(number);
        assertThat(verifier.run().findings())
                .singleElement()
                .asString()
                .isEqualTo("Chain " + number + ": entry 3 was removed, at its end");
        insertAgain(chain);
    }

    @Test
    void whatWasWrittenBeforeThereWasAKeyCountsOnceAnEntryWithItNotesThat() throws SQLException {
        AuditVerifier withKey = new AuditVerifier(dataSource, KEYED.seals(), KEYED.keepFor(), clock);
        Chains made = new Chains(KEYED.seals().forNew());
        AuditKeeper keeperWithKey = new AuditKeeper(store, made, clock, KEYED);
        assertThat(withKey.run().findings()).anyMatch(found -> found.contains("without a key"));
        long begin = clock.millis();

        keeperWithKey.noteEarlier();

        assertThat(withKey.run().findings())
                .as("but for what this server wrote since, which has no key")
                .allMatch(found -> Long.parseLong(found.replaceFirst("AuditEvent/([0-9]+)-.*", "$1")) >= begin);
        made.ends().forEach(end -> remove(end.chain()));
    }

    /** Each look at the clock is 70 minutes later. */
    @Test
    void whatAnotherNodeWroteWhileTheFirstLookTookMoreThanAnHourIsNotedToo() throws SQLException {
        AuditVerifier withKey = new AuditVerifier(dataSource, KEYED.seals(), KEYED.keepFor(), clock);
        Chains made = new Chains(KEYED.seals().forNew());
        Instant start = clock.instant().minus(Duration.ofDays(1));
        Duration look = Duration.ofMinutes(70);
        AtomicInteger looks = new AtomicInteger();
        InstantSource slow = () -> start.plus(look.multipliedBy(looks.getAndIncrement()));
        AuditKeeper keeperWithKey = new AuditKeeper(store, made, slow.withZone(ZoneOffset.UTC), KEYED);
        keeperWithKey.noteEarlier();
        insert(
                new Chain(number(), ChainHash.unkeyed()),
                start.plus(look).plus(look).minusSeconds(1800).toEpochMilli());
        assertThat(withKey.run().findings()).anyMatch(found -> found.contains("-" + number() + "-1 was written"));

        keeperWithKey.noteEarlier();

        assertThat(withKey.run().findings()).noneMatch(found -> found.contains("-" + number() + "-"));
        remove(number());
        made.ends().forEach(end -> remove(end.chain()));
    }

    @Test
    void withAKeyAChainWhoseTimesWereSetBackIsKeptAndOthersAreTakenAway() {
        int changed = number();
        int old = changed + 1;
        Duration longAgo = Duration.ofDays(4000);
        insert(new Chain(changed, ChainHash.unkeyed()), clock.millis());
        insert(new Chain(old, ChainHash.unkeyed()), clock.millis() - longAgo.toMillis());
        Chains made = new Chains(KEYED.seals().forNew());
        AuditKeeper keeperWithKey = new AuditKeeper(store, made, clock, KEYED);
        keeperWithKey.noteEarlier();
        database()
                .sql("update audit_event set at = at - ? where chain = ?")
                .params(longAgo.plusDays(2).toMillis(), changed)
                .update();

        keeperWithKey.takeAway();

        assertThat(count(changed)).isEqualTo(1);
        assertThat(count(old)).isZero();
        remove(changed);
        made.ends().forEach(end -> remove(end.chain()));
    }

    private int number() {
        return 1_000_000 + Math.abs(nobody.hashCode() % 1_000_000);
    }

    private void remove(int chain) {
        database().sql("delete from audit_event where chain = ?").params(chain).update();
    }

    private void insert(Chain chain, long at) {
        store.write(transaction -> {
            AuditEntry entry = new AuditEntry("read", 200, AuditEntry.Agent.SERVER, "Patient/x", null, List.of());
            last = chain.next(List.of(entry), at).getFirst();
            AuditTable.insert(transaction, List.of(last));
            return last;
        });
        chain.advance(last);
    }

    private void insertAgain(Chain chain) {
        store.write(transaction -> {
            AuditTable.insert(transaction, List.of(last));
            return chain;
        });
    }

    private long count(int number) {
        return database()
                .sql("select count(*) from audit_event where chain = ?")
                .params(number)
                .query(Long.class)
                .single();
    }

    private void keep() {
        database()
                .sql("create table audit_kept as select *" + OURS.replace("?", "'" + nobody + "'"))
                .update();
    }

    private String id() {
        return database()
                .sql("select at || '-' || chain || '-' || link" + OURS)
                .params(nobody)
                .query(String.class)
                .single();
    }
}
