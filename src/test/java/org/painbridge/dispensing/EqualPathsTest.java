package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactReader;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;

/**
 * One answer on every path, finding by finding: as events came in, in one pass over what is known, over Parquet, and by SQL where
 * SQL can say it. The events hold late entries, reversals, corrections, several dispenses on a day, and much that is not known.
 */
class EqualPathsTest {
    private static final DispensingEngine ENGINE = Library.engine();
    private static final String BASIS = "the packaged tables";

    @Test
    void theReplayOfEventsEqualsThePassOverWhatIsKnownInTheEnd() {
        List<Ledger> ledgers = Ledger.of(60, 30, Optional.of(ENGINE));

        int found = 0;
        for (Ledger ledger : ledgers) {
            TreeSet<String> pass = findings(ledger.asOf(ledger.moment()));
            assertThat(pass).isEqualTo(ledger.findings());
            found += pass.size();
        }

        assertThat(found).isGreaterThan(300);
    }

    @Test
    void thePassOverWhatWasKnownAtAMomentEqualsWhatHadBeenFoundByThen() {
        int moment = 17;
        List<Ledger> later = Ledger.of(60, 30, Optional.empty());
        List<Ledger> then = Ledger.of(60, moment, Optional.of(ENGINE));

        for (int patient = 0; patient < later.size(); patient++) {
            assertThat(findings(later.get(patient).asOf(moment)))
                    .isEqualTo(then.get(patient).findings());
        }
    }

    @Test
    void tensOfThousandsOfRowsGiveTheSameFromMemoryFromParquetAndBySql(@TempDir Path folder) throws SQLException {
        List<DispenseHistory> histories = Ledger.of(1200, 40, Optional.empty()).stream()
                .map(ledger -> ledger.asOf(ledger.moment()))
                .toList();
        PopulationPass pass = ENGINE.pass();
        HistoryFacts facts = new HistoryFacts(pass, new HistoryFacts.Keys(), histories);
        Kept inMemory = new Kept();
        PassReport report = pass.run(facts, inMemory);
        assertThat(report.rows()).isGreaterThan(30_000);

        Fence fence = new Fence(folder.toString(), 2, 256);
        try (DuckDb database = DuckDb.open(fence)) {
            try (FactWriter writer = new FactWriter(database, pass, BASIS)) {
                writer.write(facts.again());
                writer.finish();
            }
            Kept fromParquet = new Kept();
            try (FactReader reader = new FactReader(fence, BASIS)) {
                PassReport again = ENGINE.pass().run(reader, fromParquet);
                assertThat(again).isEqualTo(report);
            }
            assertThat(fromParquet.all).isEqualTo(inMemory.all);
            assertThat(fromParquet.intervals).isEqualTo(inMemory.intervals);
            assertSqlSaysTheSame(database, folder, report, inMemory);
        }
    }

    private static void assertSqlSaysTheSame(DuckDb database, Path folder, PassReport report, Kept pass)
            throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(DuckRules.FACTS.formatted(folder));
            for (Map.Entry<String, String> each : DuckRules.all().entrySet()) {
                TreeMap<Long, String> bySql = new TreeMap<>();
                long broken = 0;
                try (ResultSet rows = statement.executeQuery(each.getValue())) {
                    while (rows.next()) {
                        broken++;
                        if (rows.getBoolean("news")) {
                            bySql.put(
                                    rows.getLong("dispense"), rows.getLong("level") + " of " + rows.getLong("figure"));
                        }
                    }
                }
                assertThat(bySql).as(each.getKey()).isEqualTo(pass.byRule.get(each.getKey()));
                assertThat(broken).isEqualTo(report.broken().get(each.getKey()));
            }
        }
    }

    private static TreeSet<String> findings(DispenseHistory history) {
        PopulationPass pass = ENGINE.pass();
        HistoryFacts facts = new HistoryFacts(pass, new HistoryFacts.Keys(), List.of(history));
        TreeSet<String> all = new TreeSet<>();
        pass.run(facts, new Kept() {
            @Override
            public void found(FoundRow found) {
                all.add(Ledger.text(
                        facts.dispense(found.dispense()).id().id(),
                        found.rule(),
                        found.severity(),
                        found.figure(),
                        Arrays.stream(found.evidence())
                                .mapToObj(each -> facts.dispense(each).id().id())
                                .toList()));
            }
        });
        return all;
    }

    private static class Kept implements PassSink {
        private final List<String> all = new ArrayList<>();
        private final Map<String, TreeMap<Long, String>> byRule = new TreeMap<>();
        private final List<String> intervals = new ArrayList<>();

        @Override
        public void found(FoundRow found) {
            all.add(found.toString().replaceAll("\\[J@\\w+", Arrays.toString(found.evidence())));
            byRule.computeIfAbsent(found.rule().id(), none -> new TreeMap<>())
                    .put(found.dispense(), found.level() + " of " + found.figure());
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
            intervals.add(patient + " " + fromDay + " " + toDay + " " + mmeMilli + " " + complete);
        }

        @Override
        public void overlap(long patient, int fromDay, int toDay) {
            intervals.add(patient + " " + fromDay + " " + toDay);
        }
    }
}
