package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How H2 comes by names of which an earlier build kept another form. */
class EmbeddedNameTest {
    private final HikariDataSource pool = new HikariDataSource();
    private final RecordingDataSource recording = new RecordingDataSource(pool);
    private OwnStore own;

    @BeforeEach
    void open() {
        pool.setJdbcUrl("jdbc:h2:mem:named;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        own = OwnStore.migrated(recording);
        recording.executed();
    }

    @AfterEach
    void close() {
        own.close();
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({"family, Nolan", "family, Strauß", "family:exact, Østergaard", "name, Łukasz"})
    void onlyRowsNearTheNameAreRead(String parameter, String name) throws SQLException {
        own.store().within(AccessScope.ALL).search(SearchQuery.of("Patient").where(parameter, name));
        List<RecordedStatement> executed = recording.executed();

        try (Connection connection = pool.getConnection()) {
            String plan = executed.getLast().explained(connection);
            assertThat(plan).containsPattern("fhir_text_value: [^*]*term [>=]+ [^*]*param_id = ");
        }
    }
}
