package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.painbridge.server.audit.AuditEntry.Agent;

/** What a walk along a chain finds, but for what {@link AuditChainScenarios} plants in tables. */
class ChainWalkTest {
    private static final ChainHash KEYED = ChainHash.keyed("0123456789abcdef0123456789abcdef".getBytes());
    private final List<AuditRow> rows = rows(new Chain(7, KEYED), 5);

    @Test
    void anUntouchedChainIsWhole() {
        assertThat(findings(rows, List.of(KEYED), null)).isEmpty();
        assertThat(findings(rows, List.of(ChainHash.unkeyed(), KEYED), ChainEnd.of(rows.getLast())))
                .isEmpty();
    }

    @Test
    void whoHasNotTheKeyCanMakeNoChain() {
        List<AuditRow> made = rows(new Chain(7, ChainHash.unkeyed()), 5);

        assertThat(findings(made, List.of(KEYED), null)).isNotEmpty();
    }

    @Test
    void anEndThatIsCutOffIsFoundOnceItWasNoted() {
        assertThat(findings(rows.subList(0, 3), List.of(KEYED), ChainEnd.of(rows.getLast())))
                .containsExactly("Chain 7: entries 4 to 5 were removed, at its end");
    }

    @Test
    void aChainThatIsMadeAnewIsFoundOnceItsEndWasNoted() {
        List<AuditRow> made = rows(new Chain(7, ChainHash.unkeyed()), 5);

        assertThat(findings(made, List.of(ChainHash.unkeyed()), ChainEnd.of(rows.getLast())))
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

    private static List<String> findings(List<AuditRow> rows, List<ChainHash> hashes, @Nullable ChainEnd noted) {
        AuditReport report = new AuditReport();
        ChainWalk walk = new ChainWalk(7, hashes, null, noted, report);
        rows.forEach(walk::step);
        walk.end();
        return report.findings();
    }

    private static List<AuditRow> rows(Chain chain, int number) {
        List<AuditRow> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            AuditRow row = chain.next(List.of(entry()), i).getFirst();
            chain.advance(row);
            rows.add(row);
        }
        return rows;
    }

    private static AuditEntry entry() {
        return new AuditEntry("read", 200, Agent.SERVER, "Patient/x", null, List.of("x"));
    }
}
