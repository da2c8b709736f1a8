package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who can write the table and has not the key leaves traces. */
class KeyedTrailTest {
    private static final ChainHash KEY = ChainHash.keyed("0123456789abcdef0123456789abcdef".getBytes());
    private static final Seals SEALS = new Seals(List.of(KEY));
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final long AT = NOW.minus(Duration.ofDays(1)).toEpochMilli();

    private TrailTable trail;

    @BeforeEach
    void begin() throws SQLException {
        trail = new TrailTable();
    }

    @AfterEach
    void end() throws SQLException {
        trail.close();
    }

    @Test
    void aRetentionThatAnybodyCanWriteHidesNoRemoval() throws SQLException {
        Chain seven = new Chain(7, KEY);
        trail.add(seven, AT, reads(5));
        ChainEnd removed = seven.end();
        trail.add(seven, AT, reads(2));
        assertThat(findings()).isEmpty();

        trail.run("delete from audit_event where chain = 7 and link <= 5");
        trail.add(new Chain(99, ChainHash.unkeyed()), AT, retention(removed));

        assertThat(findings())
                .hasSize(2)
                .anyMatch(found -> found.startsWith("Chain 7: entries 1 to 5 were removed"))
                .anyMatch(found -> found.contains("-99-1 was written without a key"));
    }

    @Test
    void aRetentionOfTheServerCountsThoughItsOwnChainLostItsBeginning() throws SQLException {
        Chain seven = new Chain(7, KEY);
        trail.add(seven, AT, reads(5));
        trail.add(seven, AT, retention(seven.end()));

        trail.run("delete from audit_event where chain = 7 and link <= 5");

        assertThat(findings()).isEmpty();
    }

    @Test
    void aChainThatIsMadeAnewWithoutTheKeyIsFound() throws SQLException {
        trail.add(new Chain(7, ChainHash.unkeyed()), AT, reads(5));

        assertThat(findings()).singleElement().asString().contains("-7-1 was written without a key");
    }

    @Test
    void aTrailFromBeforeTheKeyIsWholeOnceTheFirstStartWithItHasNotedIt() throws SQLException {
        Chain old = new Chain(3, ChainHash.unkeyed());
        trail.add(old, AT, reads(5));
        trail.add(new Chain(4, ChainHash.unkeyed()), AT, retention(old.end()));
        trail.add(old, AT, reads(2));
        trail.run("delete from audit_event where chain = 3 and link <= 5");

        firstStart(NOW);

        assertThat(findings()).isEmpty();
        trail.run("delete from audit_event where chain = 3 and link = 7");
        assertThat(findings()).containsExactly("Chain 3: entry 7 was removed, at its end");
    }

    @Test
    void whatIsAddedWithoutTheKeyIsNotTakenInByALaterStart() throws SQLException {
        firstStart(NOW);
        trail.add(new Chain(7, ChainHash.unkeyed()), NOW.toEpochMilli(), reads(5));

        assertThat(EarlierTrail.toNote(trail.connection(), SEALS, NOW.plus(Duration.ofHours(2))))
                .isEmpty();
        assertThat(LastRows.since(trail.connection(), AT).proved(SEALS, new Retention()))
                .extracting(ChainEnd::chain)
                .containsExactly(50);
    }

    @Test
    void nodesThatGetTheKeyWithinTheHourAreTakenIn() throws SQLException {
        firstStart(NOW);
        trail.add(new Chain(7, ChainHash.unkeyed()), NOW.toEpochMilli(), reads(5));

        trail.add(
                new Chain(51, KEY),
                NOW.toEpochMilli(),
                EarlierTrail.toNote(trail.connection(), SEALS, NOW.plus(Duration.ofMinutes(10)))
                        .toArray(AuditEntry[]::new));

        assertThat(findings()).isEmpty();
    }

    @Test
    void thatTheKeyCountsIsNotForgottenWhenTheNoteOfItIsTakenAway() throws SQLException {
        firstStart(NOW);
        List<AuditEntry> again = EarlierTrail.toKeep(trail.connection(), SEALS, Long.MAX_VALUE);
        trail.run("delete from audit_event");
        trail.add(new Chain(60, KEY), NOW.toEpochMilli(), again.toArray(AuditEntry[]::new));

        assertThat(EarlierTrail.toNote(trail.connection(), SEALS, NOW.plus(Duration.ofDays(100))))
                .isEmpty();
    }

    @Test
    void anEntryWhoseTimeWasSetBackIsNoneToTakeAway() throws SQLException {
        trail.add(new Chain(7, KEY), AT, reads(2));
        assertThat(proved()).isNotEmpty();

        trail.run("update audit_event set at = at - 100000");

        assertThat(proved()).isEmpty();
    }

    @Test
    void takingAwayWhatIsToBeKeptIsFound() throws SQLException {
        Chain seven = new Chain(7, KEY);
        trail.add(seven, AT, reads(5));
        ChainEnd removed = seven.end();
        trail.add(seven, AT, Retention.entry(NOW.minus(Duration.ofDays(3)), List.of(removed)));
        trail.run("delete from audit_event where chain = 7 and link <= 5");

        assertThat(findings()).singleElement().asString().contains("took away what painbridge.audit.keep-for");
    }

    @Test
    void aChainFromBeforeTheKeyWhoseTimesWereSetBackIsNoneToTakeAway() throws SQLException {
        trail.add(new Chain(3, ChainHash.unkeyed()), AT, reads(5));
        firstStart(NOW);
        assertThat(toTake(NOW.toEpochMilli())).containsExactly(3);

        trail.run("update audit_event set at = at - 1000 where chain = 3 and link <= 3");
        assertThat(toTake(AT)).as("the first three").isEmpty();
        trail.run("update audit_event set at = at - 1000 where chain = 3 and link > 3");
        assertThat(toTake(AT)).as("all").isEmpty();
    }

    @Test
    void aChainFromBeforeTheKeyThatIsMadeAnewWithOlderTimesIsNoneToTakeAway() throws SQLException {
        trail.add(new Chain(3, ChainHash.unkeyed()), AT, reads(5));
        trail.add(new Chain(4, ChainHash.unkeyed()), AT - 1000, reads(2));
        firstStart(NOW);
        trail.run("delete from audit_event where chain = 3 and link <= 3");
        trail.add(new Chain(3, ChainHash.unkeyed()), AT - 1000, reads(3));

        assertThat(toTake(AT)).as("the other chain goes").containsExactly(4);
    }

    @Test
    void aNewEntryIsNotHiddenByAnOldOneThatComesLaterInTime() throws SQLException {
        Chain seven = new Chain(7, KEY);
        trail.add(seven, AT - 5000, reads(2));
        trail.add(seven, AT, reads(1));
        assertThat(toTake(AT)).containsExactly(7);

        trail.run("update audit_event set at = at - 9000 where link = 3");

        assertThat(toTake(AT)).isEmpty();
    }

    @Test
    void aMomentThatIsNoneHindersNothing() throws SQLException {
        String nonsense = "since 9999 until 9999 ";
        trail.add(
                new Chain(8, ChainHash.unkeyed()),
                AT,
                AuditEntry.ofTrail(AuditEntry.CHECKPOINT, "all " + nonsense),
                AuditEntry.ofTrail(AuditEntry.RETENTION, "until 9999 "));
        trail.add(new Chain(9, KEY), AT, AuditEntry.ofTrail(AuditEntry.CHECKPOINT, "all " + nonsense));

        firstStart(NOW);

        assertThat(toTake(NOW.toEpochMilli())).containsExactlyInAnyOrder(8, 9);
        assertThat(findings()).isEmpty();
    }

    @Test
    void whatOtherNodesWroteWithoutTheKeyIsNotedWhenTheHourIsOver() throws SQLException {
        firstStart(NOW);
        Instant last = EarlierTrail.lastLook(trail.connection(), SEALS).orElseThrow();
        trail.add(new Chain(7, ChainHash.unkeyed()), last.toEpochMilli() - 1, reads(1));
        trail.add(new Chain(8, ChainHash.unkeyed()), last.toEpochMilli(), reads(1));

        trail.add(
                new Chain(51, KEY),
                last.toEpochMilli(),
                EarlierTrail.toNoteAtLast(trail.connection(), SEALS).toArray(AuditEntry[]::new));

        assertThat(last).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(findings()).singleElement().asString().contains("-8-1 was written without a key");
    }

    @Test
    void theEndOfAChainIsNotedThoughItsEntryBeforeIsOld() throws SQLException {
        Chain seven = new Chain(7, KEY);
        trail.add(seven, AT - 5000, reads(2));
        trail.add(seven, AT, reads(1));

        assertThat(LastRows.since(trail.connection(), AT).proved(SEALS, new Retention()))
                .containsExactly(seven.end());
    }

    private List<Integer> toTake(long until) throws SQLException {
        return LastRows.before(trail.connection(), until, Set.of()).asWritten(trail.connection(), SEALS).stream()
                .map(ChainEnd::chain)
                .toList();
    }

    private List<ChainEnd> proved() throws SQLException {
        return LastRows.since(trail.connection(), 0).proved(SEALS, new Retention());
    }

    private void firstStart(Instant now) throws SQLException {
        trail.add(
                new Chain(50, KEY),
                now.toEpochMilli(),
                EarlierTrail.toNote(trail.connection(), SEALS, now).toArray(AuditEntry[]::new));
    }

    private List<String> findings() throws SQLException {
        return new AuditVerifier(trail.source(), SEALS, Duration.ofDays(10), Clock.fixed(NOW, ZoneOffset.UTC))
                .run()
                .findings();
    }

    private static AuditEntry retention(ChainEnd end) {
        return Retention.entry(NOW.minus(Duration.ofDays(10)), List.of(end));
    }

    private static AuditEntry[] reads(int number) {
        AuditEntry read = new AuditEntry("read", 200, AuditEntry.Agent.SERVER, "Patient/x", null, List.of("x"));
        return Collections.nCopies(number, read).toArray(AuditEntry[]::new);
    }
}
