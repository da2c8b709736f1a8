package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.painbridge.server.store.oracle.Answered;
import org.painbridge.server.store.oracle.Chart;
import org.painbridge.server.store.oracle.Codes;
import org.painbridge.server.store.oracle.Question;
import org.painbridge.server.store.oracle.Tokens;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A store in a schema of its own, whose clock the test sets; it holds one chart at a time. */
final class OracleStore implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");

    private final DataSource dataSource;
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final FhirStore store;
    private final SetClock clock = new SetClock(NOW);

    /** @param dataSource whose connections see an empty schema */
    OracleStore(FhirContext context, DataSource dataSource, StoreSettings settings) {
        this.dataSource = dataSource;
        FluentConfiguration flyway = Flyway.configure().dataSource(dataSource);
        DatabaseConfiguration.migrations(flyway, dataSource);
        flyway.load().migrate();
        beans.registerBean(FhirContext.class, () -> context);
        beans.registerBean(DataSource.class, () -> dataSource);
        beans.registerBean(StoreSettings.class, () -> settings);
        beans.registerBean(
                ConsentSettings.class, () -> new ConsentSettings(Duration.ofHours(4), Set.of(), Set.of(), ""));
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(CodeMembership.class, LittleTerminology::new);
        beans.register(StoreConfiguration.class);
        beans.refresh();
        this.store = beans.getBean(FhirStore.class);
    }

    @Override
    public void close() {
        beans.close();
    }

    /** Forgets what was there and writes the chart, each step at its time. */
    void hold(Chart chart) throws SQLException {
        for (String table : List.of(
                "fhir_text",
                "fhir_range",
                "fhir_element_text",
                "fhir_element_range",
                "fhir_history",
                "fhir_resource")) {
            execute("delete from " + table);
        }
        for (Chart.Step step : chart.steps()) {
            clock.set(step.at());
            store.write(transaction -> {
                for (Chart.Write write : step.writes()) {
                    if (write.deletes()) {
                        transaction.delete(
                                write.resource().fhirType(), write.resource().getIdPart(), null);
                    } else {
                        transaction.put(write.resource().copy(), null);
                    }
                }
                return 0;
            });
        }
        clock.set(NOW);
    }

    /** All pages, by the links from each to the next. */
    List<Answered> answers(Question question) {
        SearchQuery query = SearchQuery.of(question.type());
        for (Question.Term term : question.terms()) {
            query = query.where(term.name(), term.value());
        }
        List<Answered> pages = new ArrayList<>();
        StoreView all = store.within(AccessScope.ALL);
        SearchPage page = all.search(query);
        while (page.nextCursor() != null) {
            pages.add(answered(page));
            page = all.search(query.where("_cursor", page.nextCursor()));
        }
        pages.add(answered(page));
        return pages;
    }

    private static Answered answered(SearchPage page) {
        return new Answered(references(page.matches()), references(page.included()), page.total());
    }

    private static List<String> references(List<StoredResource> resources) {
        return resources.stream().map(StoredResource::reference).toList();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class LittleTerminology implements CodeMembership {
        @Override
        public List<Code> ofValueSet(String url) {
            return codes(Codes.valueSet(url));
        }

        @Override
        public List<Code> below(String system, String code) {
            return codes(Codes.below(system, code));
        }

        @Override
        public List<Code> above(String system, String code) {
            return codes(Codes.above(system, code));
        }

        private static List<Code> codes(List<Tokens.Token> tokens) {
            return tokens.stream()
                    .map(token -> new Code(token.system(), token.code()))
                    .toList();
        }
    }
}
