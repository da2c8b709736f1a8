package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Stores on databases of their own, put together as the server does it. */
final class Stores {
    private static final StoreConfiguration CONFIGURATION = new StoreConfiguration();

    private static final StoreSettings SETTINGS = new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("painbridge.store", StoreSettings.class);

    private Stores() {}

    static FhirStore migrated(DataSource database, FhirContext context) {
        flyway(database).load().migrate();
        return on(database, context);
    }

    static FluentConfiguration flyway(DataSource database) {
        FluentConfiguration flyway = Flyway.configure().dataSource(database);
        DatabaseConfiguration.migrations(flyway, database);
        return flyway;
    }

    /** The tables must be there. */
    static FhirStore on(DataSource database, FhirContext context) {
        SearchParameters parameters = CONFIGURATION.searchParameters(context);
        return CONFIGURATION.fhirStore(
                context,
                database,
                parameters,
                indexer(context),
                CONFIGURATION.patientCompartment(context, parameters),
                SETTINGS,
                Clock.systemUTC(),
                null, // Nobody asks by value set.
                CONFIGURATION.ucumUnits(),
                new StaticListableBeanFactory().getBeanProvider(WriteListener.class));
    }

    static ConsistencyCheck check(DataSource database, FhirContext context) {
        return CONFIGURATION.consistencyCheck(
                context, database, CONFIGURATION.searchParameters(context), indexer(context));
    }

    static Reindexer reindexer(FhirStore store, FhirContext context) {
        return CONFIGURATION.reindexer(context, store, indexer(context));
    }

    private static SearchIndexer indexer(FhirContext context) {
        SearchParameters parameters = CONFIGURATION.searchParameters(context);
        return CONFIGURATION.searchIndexer(context, parameters, SETTINGS, CONFIGURATION.ucumUnits());
    }
}
