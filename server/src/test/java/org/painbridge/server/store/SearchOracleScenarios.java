package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.oracle.Chart;
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
    /** What the monitoring of dispenses reads and writes. */
    private static final Set<String> WATCHED = Set.of("MedicationDispense", "DetectedIssue");

    /** Only the store of the test is given the terminology of the questions. */
    private static final Pattern BY_TERMINOLOGY = Pattern.compile(":(in|not-in|below|above)=");

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    @Autowired
    private DataSourceProperties properties;

    @Autowired
    private StoreSettings settings;

    private HikariDataSource dataSource;
    private OracleStore store;
    private Trial.Maker maker;
    private Trial.Maker overHttp;

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
        store = new OracleStore(CONTEXT, dataSource, settings);
        OracleParts parts = new OracleParts(CONTEXT, settings.baseUrl());
        Set<String> others = new TreeSet<>(ExposedTypes.NAMES);
        others.removeAll(WATCHED);
        maker = maker(parts, ExposedTypes.NAMES, OracleStore.NOW);
        overHttp = maker(parts, List.copyOf(others), Instant.now());
    }

    private Trial.Maker maker(OracleParts parts, List<String> types, Instant now) {
        return new Trial.Maker(parts, types, settings.baseUrl(), settings.timeZone(), now);
    }

    @AfterAll
    void close() {
        store.close();
        dataSource.close();
    }

    Stream<Arguments> trials() {
        return Cases.of(TRIALS, random -> maker.make(random, QUESTIONS));
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

    @ParameterizedTest
    @MethodSource("generators")
    void theServerAnswersAsTheOracle(RandomGenerator random) {
        String mark = unique();
        OracleServer server = new OracleServer(http(), CONTEXT.newJsonParser(), base(), mark);
        Chart chart = server.hold(overHttp.chart(random, mark));
        Trial trial = overHttp.of(chart, random, QUESTIONS);

        for (Question question : trial.questions()) {
            if (BY_TERMINOLOGY.matcher(question.toString()).find()) {
                continue;
            }
            Question own = server.own(question);
            assertThat(trial.oracle().objection(own, server.answers(own))).isEmpty();
        }
    }

    static Stream<Arguments> generators() {
        return Cases.of(3, random -> random);
    }

    /** That the proof would fail: the store loses a part of its index. */
    @ParameterizedTest
    @MethodSource("losses")
    void aLossInTheIndexIsNoticed(String loss, int from) throws SQLException {
        boolean noticed = false;
        for (int seed = from; seed < from + 80 && !noticed; seed++) {
            Trial trial = maker.make(Cases.random(seed), 4 * QUESTIONS);
            store.hold(trial.chart());
            store.execute(loss);
            noticed = trial.questions().stream()
                    .anyMatch(question -> trial.oracle()
                            .objection(question, store.answers(question))
                            .isPresent());
        }
        assertThat(noticed).isTrue();
    }

    /** Each with the first data that tells of it. */
    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("delete from fhir_text where mod(res_id, 5) = 0", 0),
                Arguments.of("delete from fhir_range where mod(res_id, 5) = 0", 0),
                Arguments.of("update fhir_text set qualifier = 0", 0),
                Arguments.of("update fhir_range set qualifier = 0", 1),
                Arguments.of("delete from fhir_element_text", 1),
                Arguments.of("delete from fhir_element_range", 1),
                Arguments.of("update fhir_range set high = low", 0),
                Arguments.of("update fhir_resource set updated = 0", 0));
    }
}
