package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.oracle.OracleParts;
import org.painbridge.server.store.oracle.Question;
import org.painbridge.server.store.oracle.Trial;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** The proof of the search: the store answers random questions to random charts exactly as the oracle does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchOracleScenarios extends ServerScenarios {
    /** More of them: {@code -Dpainbridge.oracle.trials=2000}. */
    private static final int TRIALS = Integer.getInteger("painbridge.oracle.trials", 40);

    private static final int QUESTIONS = 25;
    private static final String BASE = OracleStore.SETTINGS.baseUrl();
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final Trial.Maker MAKER = new Trial.Maker(
            new OracleParts(CONTEXT, BASE), ExposedTypes.NAMES, BASE, OracleStore.SETTINGS.timeZone(), OracleStore.NOW);

    @Autowired
    private DataSourceProperties properties;

    private HikariDataSource dataSource;
    private OracleStore store;

    /** In a schema of its own beside that of the server. */
    @BeforeAll
    void open() {
        database().sql("create schema oracle").update();
        String url = properties.determineUrl();
        dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url + (url.startsWith("jdbc:h2:") ? ";SCHEMA=oracle" : "&currentSchema=oracle"));
        dataSource.setUsername(properties.determineUsername());
        dataSource.setPassword(properties.determinePassword());
        dataSource.setMaximumPoolSize(2);
        store = new OracleStore(CONTEXT, dataSource);
    }

    @AfterAll
    void close() {
        dataSource.close();
    }

    static Stream<Arguments> trials() {
        return Cases.of(TRIALS, random -> MAKER.make(random, QUESTIONS));
    }

    @ParameterizedTest
    @MethodSource("trials")
    void theStoreAnswersAsTheOracle(Trial trial) throws SQLException {
        store.hold(trial.chart());

        for (Question question : trial.questions()) {
            assertThat(trial.oracle().objection(question, store.answers(question)))
                    .isEmpty();
        }
    }

    /** That the proof would fail: the store loses a part of its index. */
    @ParameterizedTest
    @MethodSource("losses")
    void aLossInTheIndexIsNoticed(String loss) throws SQLException {
        int noticed = 0;
        for (int seed = 0; seed < 10; seed++) {
            Trial trial = MAKER.make(Cases.random(seed), QUESTIONS);
            store.hold(trial.chart());
            store.execute(loss);
            for (Question question : trial.questions()) {
                noticed += trial.oracle()
                                .objection(question, store.answers(question))
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        assertThat(noticed).isPositive();
    }

    static Stream<String> losses() {
        return Stream.of(
                "delete from fhir_text where mod(res_id, 5) = 0",
                "delete from fhir_range where mod(res_id, 5) = 0",
                "update fhir_text set qualifier = 0",
                "update fhir_range set high = low",
                "update fhir_resource set updated = 0");
    }
}
