package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.terminology.Table.Row;

/**
 * The imaging tables agree with each other: a radiation level for each procedure, one meaning for each code, words to
 * find it.
 */
final class ImagingTableCheck implements Check {
    private static final String ADULT = Content.BASE + "CodeSystem/radiation-level-acr-adult";

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        radiation(content, problems);
        meanings(content, problems);
        procedures(content.table("imaging-procedures"), problems);
        codes(content, problems);
        reasons(content.table("imaging-indications"), "indication", problems);
        reasons(content.table("imaging-findings"), "finding", problems);
        return problems;
    }

    private static void radiation(Content content, List<String> problems) {
        Set<String> keys = content.table("imaging-procedures").values("procedure_key");
        Set<String> levels = new HashSet<>();
        content.table("radiation").rows().forEach(row -> levels.add(row.get("scale") + "|" + row.get("code")));
        Set<String> rated = new HashSet<>();
        for (Row row : content.table("imaging-radiation").rows()) {
            if (!keys.contains(row.get("procedure_key"))) {
                problems.add(row.where() + " names no procedure of imaging-procedures.csv");
            }
            if (!levels.contains(row.get("scale") + "|" + row.get("level"))) {
                problems.add(row.where() + " has a level that radiation.csv has not");
            }
            if (!rated.add(row.get("scale") + "|" + row.get("procedure_key"))) {
                problems.add(row.where() + " rates a procedure twice");
            }
        }
        keys.stream()
                .filter(key -> !rated.contains(ADULT + "|" + key))
                .forEach(key -> problems.add("imaging-radiation.csv has no adult level for " + key));
    }

    private static void procedures(Table table, List<String> problems) {
        Map<String, List<String>> known = new HashMap<>();
        for (Row row : table.rows()) {
            List<String> meaning = List.of(
                    row.get("display"),
                    row.get("display_fr"),
                    row.get("modality"),
                    row.get("region"),
                    row.get("contrast"));
            if (!known.computeIfAbsent(row.get("procedure_key"), key -> meaning).equals(meaning)) {
                problems.add(row.where() + " says something else of its key than an earlier line");
            }
            if (!row.has("display_fr")) {
                problems.add(row.where() + " has no French name");
            }
            if (row.has("loinc") != Set.of("equivalent", "wider").contains(row.get("equivalence"))) {
                problems.add(row.where() + " must say for a LOINC code whether its key is equivalent or wider");
            }
        }
    }

    private static void codes(Content content, List<String> problems) {
        Set<String> keys = content.table("imaging-procedures").values("procedure_key");
        for (Row row : content.table("imaging-procedure-codes").rows()) {
            if (!keys.contains(row.get("procedure_key"))) {
                problems.add(row.where() + " maps to no procedure of imaging-procedures.csv");
            }
            if (row.get("system").equals(ForeignSystem.CPT.shortName) == row.has("display")) {
                problems.add(row.where() + " needs a display, or is CPT and may have none");
            }
        }
    }

    private static void reasons(Table table, String column, List<String> problems) {
        Set<String> seen = new HashSet<>();
        for (Row row : table.rows()) {
            if (seen.add(row.get(column)) && !describes(row)) {
                problems.add(row.where() + " is the first of its " + column + " and lacks title, terms or scenarios");
            }
        }
    }

    private static boolean describes(Row row) {
        return List.of("title", "title_fr", "terms_en", "terms_fr", "scenarios").stream()
                .allMatch(row::has);
    }

    private static void meanings(Content content, List<String> problems) {
        Map<String, String> displays = new HashMap<>();
        for (String name : List.of("imaging-indications", "imaging-findings")) {
            for (Row row : content.table(name).rows()) {
                String display = row.get("display");
                if (!display.equals(
                        displays.computeIfAbsent(row.get("system") + "|" + row.get("code"), code -> display))) {
                    problems.add(row.where() + " gives " + row.get("code") + " a second display");
                }
            }
        }
    }
}
