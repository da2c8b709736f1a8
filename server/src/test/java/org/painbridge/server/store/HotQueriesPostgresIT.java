package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.PostgresServerTest;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** By which plans PostgreSQL answers what is asked all day, over a million index rows; in a database of its own. */
@PostgresServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotQueriesPostgresIT extends ServerScenarios {
    /** What a page of answers may cost: an index that is read from end to end has more pages. */
    private static final long MOST_PAGES = 5000;

    private static final Path REPORT = Path.of("target", "hot-queries.txt");

    private final List<String> report = new ArrayList<>();

    @Autowired
    private DataSourceProperties properties;

    private HikariDataSource pool;
    private RecordingDataSource recording;
    private OwnStore own;
    private FhirStore store;

    @BeforeAll
    void fill() throws SQLException {
        database().sql("create database hot_queries").update();
        pool = new HikariDataSource();
        pool.setJdbcUrl(properties.determineUrl().replace("/postgres?", "/hot_queries?"));
        pool.setUsername(properties.determineUsername());
        pool.setPassword(properties.determinePassword());
        pool.setMaximumPoolSize(2);
        recording = new RecordingDataSource(pool);
        own = OwnStore.migrated(recording);
        store = own.store();
        try (Connection connection = pool.getConnection()) {
            MillionRows.fill(connection, new StoreConfiguration().searchParameters(FhirContext.forR4Cached()));
        }
    }

    @AfterAll
    void drop() throws IOException {
        own.close();
        pool.close();
        database().sql("drop database hot_queries").update();
        Files.write(REPORT, report);
    }

    @Test
    void thereAreAMillionIndexRows() throws SQLException {
        assertThat(count("fhir_resource")).isGreaterThan(240_000);
        assertThat(count("fhir_text") + count("fhir_range")).isGreaterThan(1_000_000);
    }

    private long count(String table) throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    static List<HotQuery> queries() {
        return HotQuery.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queries")
    void isAnsweredFromIndexes(HotQuery query) throws SQLException {
        List<QueryPlan> plans = plans(query);

        report(query, plans);

        assertThat(plans).isNotEmpty().allSatisfy(plan -> {
            assertThat(plan.sequentialScans()).as(plan.toString()).isEmpty();
            assertThat(plan.indexes()).as(plan.toString()).isNotEmpty();
            assertThat(plan.pages()).as(plan.toString()).isLessThan(MOST_PAGES);
        });
    }

    /** That the test would fail: no index knows the numbers of the versions. */
    @Test
    void aSequentialScanIsNoticed() throws SQLException {
        RecordedStatement scan = new RecordedStatement("select body from fhir_resource where version > 7", List.of());

        QueryPlan plan = plan(scan);

        assertThat(plan.sequentialScans()).containsExactly("fhir_resource");
        assertThat(plan.pages()).isGreaterThan(MOST_PAGES);
    }

    private List<QueryPlan> plans(HotQuery query) throws SQLException {
        recording.executed();
        query.question().accept(store.within(query.scope()));
        List<QueryPlan> plans = new ArrayList<>();
        for (RecordedStatement statement : recording.executed()) {
            plans.add(plan(statement));
        }
        return plans;
    }

    private QueryPlan plan(RecordedStatement statement) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return statement.plan(connection);
        }
    }

    /** For people: the time depends on the machine. */
    private void report(HotQuery query, List<QueryPlan> plans) {
        report.add(String.format(
                Locale.ROOT,
                "%s | %d | %d pages | %.2f ms | %s",
                query.name(),
                plans.size(),
                plans.stream().mapToLong(QueryPlan::pages).sum(),
                plans.stream().mapToDouble(QueryPlan::milliseconds).sum(),
                plans.stream()
                        .flatMap(plan -> plan.indexes().stream())
                        .collect(Collectors.toCollection(TreeSet::new))));
    }
}
