package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How H2 comes by what it sorts by, where few parameters have many values each. */
class EmbeddedSortTest {
    private final HikariDataSource pool = new HikariDataSource();
    private final RecordingDataSource recording = new RecordingDataSource(pool);
    private OwnStore own;

    @BeforeEach
    void fill() throws SQLException {
        pool.setJdbcUrl("jdbc:h2:mem:sorted;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        own = OwnStore.migrated(recording);
        String rows = " select mod(n, 20), n, 0, %s from (select \"X\" n from system_range(1, 10000))";
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into fhir_range (param_id, res_id, qualifier, low, high)" + rows.formatted("n, n"));
            statement.execute("insert into fhir_text (param_id, res_id, qualifier, term)" + rows.formatted("'a'"));
            for (String table : List.of("fhir_range", "fhir_text")) {
                statement.execute("alter table " + table + " alter column res_id selectivity 50");
                statement.execute("alter table " + table + " alter column param_id selectivity 8");
            }
        }
        recording.executed();
    }

    @AfterEach
    void close() {
        own.close();
        pool.close();
    }

    @Test
    void theValuesOfAResourceAreLookedUpByTheResource() throws SQLException {
        assertThat(plan("date")).contains("fhir_range_of_resource").doesNotContain("fhir_range_value");
        assertThat(plan("status")).contains("fhir_text_resource").doesNotContain("fhir_text_value");
    }

    private String plan(String parameter) throws SQLException {
        own.store().within(AccessScope.ALL).search(SearchQuery.of("Observation").where("_sort", parameter));
        List<RecordedStatement> executed = recording.executed();
        try (Connection connection = pool.getConnection()) {
            return executed.getLast().explained(connection);
        }
    }
}
