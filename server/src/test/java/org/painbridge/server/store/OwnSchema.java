package org.painbridge.server.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A schema beside that of the server, empty at first. */
final class OwnSchema {
    private OwnSchema() {}

    /** @param name of no other schema */
    static HikariDataSource create(String name, JdbcClient database, DataSourceProperties server) {
        String schema = name.replace("-", "");
        database.sql("create schema " + schema).update();
        String url = server.determineUrl();
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url + (url.startsWith("jdbc:h2:") ? ";SCHEMA=" : "&currentSchema=") + schema);
        dataSource.setUsername(server.determineUsername());
        dataSource.setPassword(server.determinePassword());
        dataSource.setMaximumPoolSize(2);
        return dataSource;
    }
}
