package org.painbridge.server;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How many rows the store has: equal before and after means that nothing was written. */
public record RowCounts(long resources, long history, long texts, long ranges, long answers, long events) {
    static RowCounts of(JdbcClient database) {
        return new RowCounts(
                count(database, "fhir_resource"),
                count(database, "fhir_history"),
                count(database, "fhir_text"),
                count(database, "fhir_range"),
                count(database, "careplan_answer"),
                count(database, "notification_event"));
    }

    private static long count(JdbcClient database, String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
