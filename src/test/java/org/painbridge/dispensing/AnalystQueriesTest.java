package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;
import org.painbridge.dispensing.parquet.TrendWriter;

/** What docs/analysts.md shows runs as it stands there, and gives rows. */
class AnalystQueriesTest {
    private static final Path PAGE = Path.of("../docs/analysts.md");
    private static final Pattern BLOCK = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyStatementOfThePageRuns(@TempDir Path folder) throws IOException, SQLException {
        List<String> statements = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(each -> each.group(1))
                .toList();
        assertThat(statements).hasSizeGreaterThan(8);

        try (DuckDb database = DuckDb.open(new Fence(folder.toString(), 1, 64))) {
            write(database);
            try (Connection connection = database.connection();
                    Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    boolean isQuestion = statement.execute(each.replace("FOLDER", folder.toString()));
                    assertThat(isQuestion).isEqualTo(each.startsWith("SELECT"));
                    if (isQuestion) {
                        try (ResultSet rows = statement.getResultSet()) {
                            assertThat(rows.next()).as(each).isTrue();
                        }
                    }
                }
            }
        }
    }

    private static void write(DuckDb database) {
        PopulationPass pass = Library.engine().pass();
        List<DispenseHistory> histories = Ledger.of(60, 30, Optional.empty()).stream()
                .map(each -> each.asOf(each.moment()))
                .toList();
        HistoryFacts facts = new HistoryFacts(pass, new HistoryFacts.Keys(), histories);
        try (FactWriter factWriter = new FactWriter(database, pass, "test");
                TrendWriter trends = new TrendWriter(database, "test")) {
            factWriter.write(facts);
            factWriter.finish();
            PassReport report = pass.run(facts.again(), trends);
            trends.finish(report.cells());
        }
    }
}
