package org.painbridge.server.samples;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A drug that is dispensed to a patient again and again: one row of {@code courses.csv}. */
record Course(int number, Map<String, String> row) {

    static List<Course> all() {
        List<Map<String, String>> rows = new SourceTable("courses").rows();
        List<Course> courses = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            courses.add(new Course(i + 1, rows.get(i)));
        }
        return courses;
    }

    String get(String column) {
        return row.get(column);
    }

    String patient() {
        return get("patient");
    }

    /** {@code rx-ruth-1}; the number is that of the row. */
    String prescriptionId() {
        return "rx-" + patient().toLowerCase(Locale.ROOT) + "-" + number;
    }

    LocalDate first() {
        return LocalDate.parse(get("first"));
    }

    /** When it is handed over, some days late now and then; the seed is the number of the row. */
    List<LocalDateTime> fills() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(number);
        List<LocalDateTime> fills = new ArrayList<>();
        LocalDate day = first();
        for (int i = 0; i < integer("fills"); i++) {
            day = i == 0 ? day : day.plusDays(integer("every") + random.nextInt(integer("drift") + 1));
            fills.add(day.atTime(9 + random.nextInt(9), random.nextInt(60)));
        }
        return fills;
    }

    private int integer(String column) {
        return Integer.parseInt(get(column));
    }
}
