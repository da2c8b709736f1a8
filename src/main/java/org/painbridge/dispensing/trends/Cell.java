package org.painbridge.dispensing.trends;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A part of a population and of time; {@link #ALL} where it is not limited. What is not known is a value of its own.
 *
 * @param age a code of {@link AgeBands}
 * @param sex a code of administrative gender
 * @param drug substances
 */
public record Cell(String region, Quarters quarters, String age, String sex, String drug) implements Comparable<Cell> {
    public static final String ALL = "*";
    public static final String UNKNOWN = "unknown";

    /** Of an indicator that is about no single drug. */
    public static final String ANY_DRUG = "any";

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::region)
            .thenComparing(Cell::quarters)
            .thenComparing(Cell::age)
            .thenComparing(Cell::sex)
            .thenComparing(Cell::drug);

    public static Cell all(Quarters period) {
        return new Cell(ALL, period, ALL, ALL, ALL);
    }

    /** Limited by these dimensions only. */
    Cell by(List<Dimension> dimensions, Quarters period) {
        return new Cell(
                dimensions.contains(Dimension.REGION) ? region : ALL,
                dimensions.contains(Dimension.QUARTER) ? quarters : period,
                dimensions.contains(Dimension.AGE) ? age : ALL,
                dimensions.contains(Dimension.SEX) ? sex : ALL,
                dimensions.contains(Dimension.DRUG) ? drug : ALL);
    }

    /** Whether these are all dimensions that limit it, whatever its time. */
    boolean isLimitedBy(List<Dimension> dimensions) {
        return Arrays.stream(Dimension.values())
                .filter(each -> each != Dimension.QUARTER)
                .allMatch(each -> value(each).equals(ALL) != dimensions.contains(each));
    }

    public boolean covers(Cell other) {
        return covers(region, other.region)
                && quarters.covers(other.quarters)
                && covers(age, other.age)
                && covers(sex, other.sex)
                && covers(drug, other.drug);
    }

    private static boolean covers(String mine, String other) {
        return mine.equals(ALL) || mine.equals(other);
    }

    public String value(Dimension dimension) {
        return switch (dimension) {
            case REGION -> region;
            case QUARTER -> quarters.toString();
            case AGE -> age;
            case SEX -> sex;
            case DRUG -> drug;
        };
    }

    /** {@code region|quarters|age|sex|drug}, for tables. */
    public String text() {
        return region + "|" + quarters + "|" + age + "|" + sex + "|" + drug;
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text} gives */
    public static Cell parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("Not a cell: " + text);
        }
        return new Cell(parts[0], Quarters.parse(parts[1]), parts[2], parts[3], parts[4]);
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
