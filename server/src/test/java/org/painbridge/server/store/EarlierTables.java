package org.painbridge.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of a database that an earlier build has written, as that build left them. */
record EarlierTables(JsonNode tables) {
    private static final Set<String> DAYS = Set.of("handed_on", "handed_by");

    /** By commit 08ca078, the last one before references were found by identifier; the tables were those of V9. */
    static EarlierTables v9() throws IOException {
        try (InputStream file = EarlierTables.class.getResourceAsStream("/upgrade/v9.json")) {
            return new EarlierTables(new ObjectMapper().readTree(Objects.requireNonNull(file)));
        }
    }

    void insert(JdbcClient database) {
        tables.properties().forEach(table -> table.getValue().forEach(row -> insert(database, table.getKey(), row)));
        // What the build took for the rows above.
        database.sql("select nextval('fhir_resource_seq')").query(Long.class).single();
    }

    private static void insert(JdbcClient database, String table, JsonNode row) {
        List<String> columns = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        row.properties().forEach(cell -> {
            columns.add(cell.getKey());
            values.add(value(cell.getKey(), cell.getValue()));
        });
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        database.sql("insert into " + table + " (" + String.join(", ", columns) + ") values (" + places + ")")
                .params(values)
                .update();
    }

    private static Object value(String column, JsonNode value) {
        if (column.equals("body")) {
            return value.asText().getBytes(StandardCharsets.UTF_8);
        }
        if (DAYS.contains(column)) {
            return LocalDate.parse(value.asText());
        }
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
    }
}
