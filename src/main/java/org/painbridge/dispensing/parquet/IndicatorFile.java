package org.painbridge.dispensing.parquet;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** A table of indicators that was given out, as one file; columns in docs/operations/nms-indicators.md. */
public final class IndicatorFile {
    /** What the file is called in its folder. */
    public static final String NAME = "indicator-000001.parquet";

    private static final int MEGABYTES = 128;
    private static final String COLUMNS =
            "indicator VARCHAR, region VARCHAR, quarter VARCHAR, age VARCHAR, sex VARCHAR,"
                    + " drug VARCHAR, value DECIMAL(18, 0), withheld BOOLEAN, unit VARCHAR, rate DECIMAL(18, 1), rate_of VARCHAR,"
                    + " rate_in INTEGER, definition VARCHAR";
    private static final String ORDER = "indicator, region, quarter, age, sex, drug";

    private IndicatorFile() {}

    /**
     * One cell.
     *
     * @param value a whole number; null where it is withheld
     * @param rate with one digit behind the point; null where there is none
     * @param rateOf empty for no rate
     */
    public record Row(
            String indicator,
            String region,
            String quarter,
            String age,
            String sex,
            String drug,
            @Nullable BigDecimal value,
            boolean withheld,
            String unit,
            @Nullable BigDecimal rate,
            String rateOf,
            int rateIn,
            String definition) {}

    /**
     * @param folder exists, and is the only one that is touched
     * @param basis is written into the file
     */
    public static void write(String folder, List<Row> rows, String basis) {
        try (DuckDb database = DuckDb.open(new Fence(folder, 1, MEGABYTES));
                PartWriter file = new PartWriter(database, "indicator", COLUMNS, ORDER, basis)) {
            for (Row row : rows) {
                append(file.row(), row);
            }
            file.finish();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    private static void append(DuckDBAppender appender, Row row) throws SQLException {
        appender.append(row.indicator())
                .append(row.region())
                .append(row.quarter())
                .append(row.age())
                .append(row.sex())
                .append(row.drug());
        decimal(appender, row.value());
        appender.append(row.withheld()).append(row.unit());
        decimal(appender, row.rate());
        if (row.rateOf().isEmpty()) {
            appender.appendNull().appendNull();
        } else {
            appender.append(row.rateOf()).append(row.rateIn());
        }
        appender.append(row.definition()).endRow();
    }

    private static void decimal(DuckDBAppender appender, @Nullable BigDecimal value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }
}
