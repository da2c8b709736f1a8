package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** A store on a database of its own, put together as the server does it, with default settings and no listeners. */
public final class OwnStore implements AutoCloseable {
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();

    /** @param database whose tables are those of this build: {@link #flyway} */
    OwnStore(DataSource database) {
        this(database, Clock.systemUTC());
    }

    OwnStore(DataSource database, Clock clock) {
        var settings = new Binder(new MapConfigurationPropertySource(Map.of()));
        beans.registerBean(FhirContext.class, FhirContext::forR4Cached);
        beans.registerBean(DataSource.class, () -> database);
        beans.registerBean(StoreSettings.class, () -> settings.bindOrCreate("painbridge.store", StoreSettings.class));
        beans.registerBean(
                ConsentSettings.class, () -> settings.bindOrCreate("painbridge.consent", ConsentSettings.class));
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(CodeMembership.class, NoCodes::new);
        beans.register(StoreConfiguration.class);
        beans.refresh();
    }

    public static OwnStore migrated(DataSource database) {
        flyway(database).load().migrate();
        return new OwnStore(database);
    }

    static FluentConfiguration flyway(DataSource database) {
        FluentConfiguration flyway = Flyway.configure().dataSource(database);
        DatabaseConfiguration.migrations(flyway, database);
        return flyway;
    }

    public FhirStore store() {
        return beans.getBean(FhirStore.class);
    }

    ConsistencyCheck check() {
        return beans.getBean(ConsistencyCheck.class);
    }

    Reindexer reindexer() {
        return beans.getBean(Reindexer.class);
    }

    @Override
    public void close() {
        beans.close();
    }

    /** Nobody asks by value set. */
    private static final class NoCodes implements CodeMembership {
        @Override
        public List<Code> ofValueSet(String urlOrReference) {
            return List.of();
        }

        @Override
        public List<Code> below(String system, String code) {
            return List.of();
        }

        @Override
        public List<Code> above(String system, String code) {
            return List.of();
        }
    }
}
