package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.terminology.Table.Row;

/** Every line of every table is complete, once there, and says where it comes from and how far to trust it. */
final class TableCheck implements Check {
    private static final Set<String> STATUSES = Set.of("verified", "unverified", "proposal");

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        for (Table table : content.tables()) {
            if (!table.columns().contains("source")) {
                problems.add(table.file() + " has no column source");
                continue;
            }
            if (table.rows().isEmpty()) {
                problems.add(table.file() + " is empty");
            }
            Set<Map<String, String>> seen = new HashSet<>();
            for (Row row : table.rows()) {
                line(table, row, problems);
                if (!seen.add(row.values())) {
                    problems.add(row.where() + " repeats an earlier line");
                }
            }
        }
        return problems;
    }

    private static void line(Table table, Row row, List<String> problems) {
        if (!row.complete()) {
            problems.add(row.where() + " has not as many values as the header");
            return;
        }
        if (!row.has("source")) {
            problems.add(row.where() + " has no source");
        }
        if (table.columns().contains("status") && !STATUSES.contains(row.get("status"))) {
            problems.add(row.where() + " has an unknown status: " + row.get("status"));
        }
        row.values().values().stream()
                .filter(value -> !value.equals(value.strip()))
                .forEach(value -> problems.add(row.where() + " has blanks around \"" + value + "\""));
    }
}
