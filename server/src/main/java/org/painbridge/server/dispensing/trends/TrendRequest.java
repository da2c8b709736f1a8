package org.painbridge.server.dispensing.trends;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.painbridge.dispensing.trends.Dimension;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.dispensing.trends.Quarters;
import org.painbridge.dispensing.trends.Question;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * What $nms-indicators is asked for.
 *
 * @param indicators ids, in the order of their definitions
 * @param newEdition whether to count anew what was given out before
 */
record TrendRequest(Question question, List<String> indicators, boolean newEdition) {
    static final List<String> NAMES = List.of("dimension", "indicator", "newEdition", "periodEnd", "periodStart");
    private static final int MOST_QUARTERS = 40;

    static TrendRequest of(OperationParameters sent, Indicators known) {
        Quarters period = period(sent);
        List<Dimension> dimensions = new ArrayList<>();
        for (String code : sent.list("dimension")) {
            dimensions.add(dimension(code, dimensions));
        }
        List<String> asked = sent.list("indicator");
        for (String id : asked) {
            if (known.find(id).isEmpty()) {
                throw OperationParameters.problem(
                        "indicator", "There is no such indicator: GET Measure/" + TrendMeasure.ID + " lists them");
            }
        }
        List<String> indicators = known.all().stream()
                .map(Indicator::id)
                .filter(id -> asked.isEmpty() || asked.contains(id))
                .toList();
        return new TrendRequest(new Question(period, dimensions), indicators, yes(sent));
    }

    private static boolean yes(OperationParameters sent) {
        String text = sent.one("newEdition").orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw OperationParameters.problem("newEdition", "newEdition is true or false");
        }
        return text.equals("true");
    }

    private static Dimension dimension(String code, List<Dimension> before) {
        try {
            Dimension dimension = Dimension.parse(code);
            if (!before.contains(dimension)) {
                return dimension;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw OperationParameters.problem(
                "dimension", "dimension is region, quarter, age, sex or drug, each once, the widest first");
    }

    /** Whole quarters: of two periods that differ by a day the difference would tell of who had a dispense on it. */
    static Quarters period(OperationParameters sent) {
        try {
            Quarters period = Quarters.between(day(sent, "periodStart"), day(sent, "periodEnd"));
            if (period.count() <= MOST_QUARTERS) {
                return period;
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw OperationParameters.problem(
                "periodEnd",
                "periodStart and periodEnd are the first and the last day of whole quarters, such as 2026-01-01 and"
                        + " 2026-03-31, of at most " + MOST_QUARTERS);
    }

    /**
     * When the last quarter ended.
     *
     * @throws RequestProblem if it has not: it would be told for whole what is but a part
     */
    static Instant requireOver(Quarters period, Instant now, ZoneId zone) {
        Instant end = period.lastDay().plusDays(1).atStartOfDay(zone).toInstant();
        if (end.isAfter(now)) {
            throw OperationParameters.problem("periodEnd", "The last quarter is not over yet");
        }
        return end;
    }

    private static LocalDate day(OperationParameters sent, String name) {
        try {
            return LocalDate.parse(sent.one(name)
                    .orElseThrow(() -> OperationParameters.problem(name, "Send " + name + ", a whole date")));
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-01-01");
        }
    }

    /** As a job keeps it, in the words of the operation. */
    String kept() {
        Quarters period = question.period();
        return String.join(
                "\n",
                period.firstDay().toString(),
                period.lastDay().toString(),
                String.join(
                        ",", question.dimensions().stream().map(Dimension::code).toList()),
                String.join(",", indicators),
                String.valueOf(newEdition));
    }

    static TrendRequest ofKept(String text) {
        String[] parts = text.split("\n", -1);
        List<Dimension> dimensions = Stream.of(parts[2].split(","))
                .filter(code -> !code.isEmpty())
                .map(Dimension::parse)
                .toList();
        Quarters period = Quarters.between(LocalDate.parse(parts[0]), LocalDate.parse(parts[1]));
        return new TrendRequest(
                new Question(period, dimensions), List.of(parts[3].split(",")), Boolean.parseBoolean(parts[4]));
    }

    /** By which the ledger knows it again. */
    String text() {
        String by = String.join(
                ",", question.dimensions().stream().map(Dimension::code).toList());
        return question.period() + ";" + by + ";" + String.join(",", indicators);
    }
}
