package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.painbridge.server.audit.AuditEntry.Agent;

/** What a walk along a chain finds, but for what {@link AuditChainScenarios} plants in tables. */
class ChainWalkTest {
    private static final ChainHash KEYED = ChainHash.keyed("0123456789abcdef0123456789abcdef".getBytes());
    private static final ChainHash OTHER = ChainHash.keyed("0123456789abcdef0123456789abcdeX".getBytes());
    private final List<AuditRow> rows = rows(new Chain(7, KEYED), 5);

    @Test
    void anUntouchedChainIsWhole() {
        assertThat(findings(rows, List.of(KEYED), null)).isEmpty();
        assertThat(findings(rows, List.of(OTHER, KEYED), ChainEnd.of(rows.getLast())))
                .isEmpty();
    }

    @Test
    void whoHasNotTheKeyCanMakeNoChain() {
        List<AuditRow> made = rows(new Chain(7, ChainHash.unkeyed()), 5);

        assertThat(findings(made, List.of(KEYED), null))
                .singleElement()
                .asString()
                .contains("without a key");
        assertThat(findings(made, List.of(KEYED), ChainEnd.of(made.get(2))))
                .singleElement()
                .asString()
                .startsWith("AuditEvent/3-7-4 was written without a key");
        assertThat(findings(made, List.of(KEYED), ChainEnd.of(made.getLast()))).isEmpty();
    }

    @Test
    void anEndThatIsCutOffIsFoundOnceItWasNoted() {
        assertThat(findings(rows.subList(0, 3), List.of(KEYED), ChainEnd.of(rows.getLast())))
                .containsExactly("Chain 7: entries 4 to 5 were removed, at its end");
    }

    @Test
    void aChainThatIsMadeAnewIsFoundOnceItsEndWasNoted() {
        List<AuditRow> made = rows(new Chain(7, ChainHash.unkeyed()), 5);

        assertThat(findings(made, List.of(), ChainEnd.of(rows.getLast())))
                .singleElement()
                .asString()
                .contains("was replaced");
    }

    @Test
    void whereTheClockWasSetBackTheTimeStays() {
        Chain chain = new Chain(1, KEYED);
        AuditRow first = chain.next(List.of(entry()), 5000).getFirst();
        chain.advance(first);

        assertThat(chain.next(List.of(entry()), 1000).getFirst().place().at()).isEqualTo(5000);
    }

    @Test
    void endsAreReadAsTheyWereWritten() {
        List<ChainEnd> ends = List.of(ChainEnd.of(rows.getFirst()), new ChainEnd(8, 1, "0".repeat(64)));

        assertThat(ChainEnd.parse(ChainEnd.text(ends))).isEqualTo(ends);
    }

    private static List<String> findings(List<AuditRow> rows, List<ChainHash> keys, @Nullable ChainEnd noted) {
        AuditReport report = new AuditReport();
        TrailNotes notes = new TrailNotes();
        if (noted != null) {
            notes.take(
                    rows(new Chain(1, KEYED), AuditEntry.ofTrail(AuditEntry.CHECKPOINT, ChainEnd.text(List.of(noted))))
                            .getFirst());
        }
        ChainWalk walk = new ChainWalk(7, new Seals(keys), notes, report);
        rows.forEach(walk::step);
        walk.end();
        return report.findings();
    }

    private static List<AuditRow> rows(Chain chain, int number) {
        return rows(chain, Collections.nCopies(number, entry()).toArray(AuditEntry[]::new));
    }

    private static List<AuditRow> rows(Chain chain, AuditEntry... entries) {
        List<AuditRow> rows = new ArrayList<>();
        for (AuditEntry entry : entries) {
            AuditRow row = chain.next(List.of(entry), rows.size()).getFirst();
            chain.advance(row);
            rows.add(row);
        }
        return rows;
    }

    private static AuditEntry entry() {
        return new AuditEntry("read", 200, Agent.SERVER, "Patient/x", null, List.of("x"));
    }
}
