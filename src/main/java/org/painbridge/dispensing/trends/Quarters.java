package org.painbridge.dispensing.trends;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whole quarters of calendar years in a row: nothing finer is ever counted for others.
 *
 * @param first counted from that of year 0
 * @param last the same as the first for one quarter
 */
public record Quarters(int first, int last) implements Comparable<Quarters> {
    private static final Pattern ONE = Pattern.compile("([0-9]{4})-Q([1-4])");

    public Quarters {
        if (last < first) {
            throw new IllegalArgumentException("Quarters end before they begin: " + first + " to " + last);
        }
    }

    public static Quarters of(LocalDate day) {
        int quarter = day.getYear() * 4 + (day.getMonthValue() - 1) / 3;
        return new Quarters(quarter, quarter);
    }

    /** @throws IllegalArgumentException if these days are not whole quarters */
    public static Quarters between(LocalDate firstDay, LocalDate lastDay) {
        Quarters quarters = new Quarters(of(firstDay).first(), of(lastDay).last());
        if (!quarters.firstDay().equals(firstDay) || !quarters.lastDay().equals(lastDay)) {
            throw new IllegalArgumentException("Not whole quarters: " + firstDay + " to " + lastDay);
        }
        return quarters;
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toString} gives */
    public static Quarters parse(String text) {
        int bar = text.indexOf('/');
        return bar < 0
                ? new Quarters(one(text), one(text))
                : new Quarters(one(text.substring(0, bar)), one(text.substring(bar + 1)));
    }

    private static int one(String text) {
        Matcher form = ONE.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("Not a quarter such as 2026-Q1: " + text);
        }
        return Integer.parseInt(form.group(1)) * 4 + Integer.parseInt(form.group(2)) - 1;
    }

    public LocalDate firstDay() {
        return LocalDate.of(first / 4, first % 4 * 3 + 1, 1);
    }

    public LocalDate lastDay() {
        return LocalDate.of(last / 4, last % 4 * 3 + 1, 1).plusMonths(3).minusDays(1);
    }

    public boolean covers(Quarters other) {
        return first <= other.first && other.last <= last;
    }

    public boolean overlaps(Quarters other) {
        return first <= other.last && other.first <= last;
    }

    /** The shortest row that has both. */
    public Quarters with(Quarters other) {
        return new Quarters(Math.min(first, other.first), Math.max(last, other.last));
    }

    public int count() {
        return last - first + 1;
    }

    @Override
    public int compareTo(Quarters other) {
        int byFirst = Integer.compare(first, other.first);
        return byFirst != 0 ? byFirst : Integer.compare(last, other.last);
    }

    @Override
    public String toString() {
        return first == last ? name(first) : name(first) + "/" + name(last);
    }

    private static String name(int quarter) {
        return String.format("%04d-Q%d", quarter / 4, quarter % 4 + 1);
    }
}
