package org.painbridge.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the database that is configured is migrated. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final String[] NONE = {};

    @Bean
    FlywayConfigurationCustomizer migrations(DataSource dataSource) {
        return flyway -> migrations(flyway, dataSource);
    }

    /**
     * What H2 and PostgreSQL spell differently; everything else in the migrations is common to both. A database that a later
     * build migrated is refused: this one does not know what it would write into. V61 came after V63, so that there are databases
     * with V63 alone: they get it late (docs/operations.md, upgrade). Flyway would let in any other lower number as well; that
     * there is none, MigrationNumbersTest holds.
     */
    static void migrations(FluentConfiguration flyway, DataSource dataSource) {
        flyway.ignoreMigrationPatterns(NONE).outOfOrder(true);
        flyway.placeholders(
                product(dataSource).equals("PostgreSQL")
                        ? Map.of("bytes", "bytea", "collate", "collate \"C\"", "onlyPostgres", "")
                        : Map.of("bytes", "varbinary(33554432)", "collate", "", "onlyPostgres", "--"));
        if (dataSource instanceof HikariDataSource pool) {
            // A migration may take longer than the connections of the pool allow.
            flyway.dataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        }
    }

    static String product(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    static String url(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
        }
    }
}
