package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the store together for the database that is configured. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    SearchParameters searchParameters(FhirContext context) {
        return new SearchParameters(context, ExposedTypes.NAMES, new GuideParameters().all());
    }

    @Bean
    UcumUnits ucumUnits() {
        return new UcumUnits();
    }

    @Bean
    SearchIndexer searchIndexer(
            FhirContext context, SearchParameters parameters, StoreSettings settings, UcumUnits units) {
        return new SearchIndexer(context, parameters, new ValueReader(settings.timeZone(), settings.baseUrl(), units));
    }

    @Bean
    ConsistencyCheck consistencyCheck(
            FhirContext context,
            DataSource dataSource,
            SearchParameters parameters,
            SearchIndexer indexer,
            StatedTables stated) {
        return new ConsistencyCheck(dataSource, parameters, new ResourceCodec(context), indexer, stated.all());
    }

    @Bean
    Reindexer reindexer(
            FhirContext context,
            FhirStore store,
            SearchIndexer indexer,
            StatedTables stated,
            ObjectProvider<DerivedRows> derived) {
        return new Reindexer(
                store,
                new ResourceCodec(context),
                indexer,
                stated.all(),
                derived.orderedStream().toList());
    }

    @Bean
    StatedTables statedTables(StoreSettings settings, ConsentSettings consents, Clock clock) {
        return new StatedTables(
                new CareRelations(clock, settings.timeZone()),
                new ConsentReader(settings.timeZone(), consents.overrideFor()));
    }

    /** What resources say that access asks of tables. */
    record StatedTables(CareRelations care, ConsentReader consents) {
        List<StatedRows> all() {
            return List.of(care.stated(), consents.stated());
        }
    }

    @Bean
    PatientCompartment patientCompartment(SearchParameters parameters) {
        return new PatientCompartment(parameters);
    }

    @Bean
    @DependsOnDatabaseInitialization
    FhirStore fhirStore(
            FhirContext context,
            DataSource dataSource,
            SearchParameters parameters,
            SearchIndexer indexer,
            PatientCompartment compartment,
            StatedTables stated,
            StoreSettings settings,
            Clock clock,
            CodeMembership codes,
            UcumUnits units,
            ObjectProvider<WriteListener> listeners) {
        var planner = new SearchPlanner(parameters, settings.defaultCount(), settings.maxCount());
        String database = DatabaseConfiguration.product(dataSource);
        boolean postgres = database.equals("PostgreSQL");
        var directives = new ConsentDirectives(compartment, parameters, clock, postgres);
        var handed = new HandedLabels(parameters, postgres);
        var scopes = new ScopeConditions(compartment, stated.care(), directives, handed, parameters);
        var conditions = new Conditions(
                new ReferenceCondition(settings.baseUrl()),
                new TokenCondition(codes),
                new RangeCondition(settings.timeZone(), clock, units),
                scopes);
        var includer = new Includer(parameters.types(), scopes, settings.maxIncluded());
        var reader = new ResourceReader(scopes);
        var searcher = new Searcher(planner, conditions, includer, lists(parameters, database));
        var codec = new ResourceCodec(context);
        var parts = new StoreParts(
                codec,
                parameters,
                new ReferenceRules(context.getResourceTypes(), settings.baseUrl()),
                indexer,
                scopes,
                stated.all(),
                stated.consents(),
                reader,
                new SharedResources(codec),
                new HistoryReader(settings.defaultCount(), settings.maxCount(), settings.timeZone()),
                new TypeHistoryReader(scopes, settings.defaultCount(), settings.maxCount(), settings.timeZone()),
                searcher,
                new TypesReader(parameters, searcher),
                new LabelReader(parameters, codec, scopes),
                everything(compartment, parameters, scopes, reader, settings),
                exports(compartment, parameters, planner, conditions),
                new ResourceSequence(),
                TransactionLocks.of(database),
                new OpenWrites(),
                new Ids(clock),
                clock);
        spellOut(dataSource, parameters.names());
        return new FhirStore(
                dataSource,
                parts,
                journalLast(listeners.orderedStream()),
                Durability.of(DatabaseConfiguration.url(dataSource)),
                Pause.random());
    }

    /** Empty where the index that makes use of them is missing. */
    private static Optional<SortedLists> lists(SearchParameters parameters, String database) {
        return database.equals("PostgreSQL") ? Optional.of(new SortedLists(parameters)) : Optional.empty();
    }

    private static List<WriteListener> journalLast(Stream<WriteListener> listeners) {
        return listeners
                .sorted(Comparator.<WriteListener, Boolean>comparing(listener -> listener instanceof WriteJournal)
                        .thenComparing(WriteListener::waitsForOthers))
                .toList();
    }

    private static EverythingReader everything(
            PatientCompartment compartment,
            SearchParameters parameters,
            ScopeConditions scopes,
            ResourceReader reader,
            StoreSettings settings) {
        return new EverythingReader(
                compartment,
                new EverythingSpan(new CareDates(parameters), settings.timeZone()),
                new SupportingResources(reader, settings.maxIncluded()),
                scopes,
                settings.defaultCount(),
                settings.maxCount());
    }

    private static ExportReader exports(
            PatientCompartment compartment, SearchParameters parameters, SearchPlanner planner, Conditions conditions) {
        var patients = new PatientConditions(compartment);
        return new ExportReader(
                planner, conditions, patients, new PatientProvenances(compartment, patients, parameters));
    }

    /** Fills {@code fhir_name} when types or search parameters are new. */
    private static void spellOut(DataSource dataSource, Map<Integer, String> names) {
        String sql =
                "insert into fhir_name (id, name) select ?, ? where not exists (select 1 from fhir_name where id = ?)";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement count = connection.prepareStatement("select count(*) from fhir_name");
                PreparedStatement insert = connection.prepareStatement(sql)) {
            var rows = count.executeQuery();
            rows.next();
            if (rows.getInt(1) == names.size()) {
                return;
            }
            for (Map.Entry<Integer, String> name : names.entrySet()) {
                insert.setInt(1, name.getKey());
                insert.setString(2, name.getValue());
                insert.setInt(3, name.getKey());
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("The table fhir_name cannot be filled: " + e.getMessage(), e);
        }
    }
}
