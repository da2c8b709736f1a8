package org.painbridge.server.dispensing.trends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.parquet.IndicatorFile;
import org.painbridge.dispensing.trends.Cell;
import org.painbridge.dispensing.trends.Earlier;
import org.painbridge.dispensing.trends.Indicator;
import org.painbridge.dispensing.trends.Indicators;
import org.painbridge.server.dispensing.CsvCell;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.springframework.util.FileSystemUtils;

/** A table that was given out, from the ledger: as CSV and Parquet, each time the same. */
final class TrendFiles {
    private final Indicators indicators;

    TrendFiles(Indicators indicators) {
        this.indicators = indicators;
    }

    byte[] csv(TrendRequest request, Released released) {
        StringBuilder csv = new StringBuilder("indicator,region,quarter,age,sex,drug,value,unit,rate,rate_of,rate_in,"
                + "definition,edition,as_of\r\n");
        for (IndicatorFile.Row row : rows(request, released)) {
            csv.append(row.indicator());
            for (String value : List.of(row.region(), row.quarter(), row.age(), row.sex(), row.drug())) {
                csv.append(',').append(guarded(value));
            }
            csv.append(',').append(row.withheld() ? TrendWriter.MASKED : plain(row.value()));
            csv.append(',').append(row.unit()).append(',').append(plain(row.rate()));
            csv.append(',').append(row.rateOf()).append(',').append(row.rateOf().isEmpty() ? "" : row.rateIn());
            csv.append(',')
                    .append(row.definition())
                    .append(',')
                    .append(released.entry().edition());
            csv.append(',').append(released.entry().asOf()).append("\r\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    /** The table as rows: of an indicator that counts nothing, its total. */
    List<IndicatorFile.Row> rows(TrendRequest request, Released released) {
        List<IndicatorFile.Row> rows = new ArrayList<>();
        ShownCells shown = new ShownCells(released);
        for (Indicator each : indicators.all()) {
            if (request.indicators().contains(each.id())) {
                List<Earlier> cells = released.cells().getOrDefault(each.id(), List.of());
                if (cells.isEmpty()) {
                    rows.add(row(each, Cell.all(released.entry().period()), shown));
                }
                cells.forEach(cell -> rows.add(row(each, cell.cell(), shown)));
            }
        }
        return rows;
    }

    private IndicatorFile.Row row(Indicator indicator, Cell cell, ShownCells shown) {
        Optional<BigDecimal> value = shown.value(indicator, cell);
        return new IndicatorFile.Row(
                indicator.id(),
                cell.region(),
                cell.quarters().toString(),
                cell.age(),
                cell.sex(),
                cell.drug(),
                value.orElse(null),
                value.isEmpty(),
                indicator.unit(),
                shown.rate(indicator, cell, indicators).orElse(null),
                indicator.rate().map(Indicator.Rate::of).orElse(""),
                indicator.rate().map(Indicator.Rate::in).orElse(0),
                indicator.basis().version());
    }

    /** @throws UncheckedIOException if there is no place for the file while it is written */
    byte[] parquet(TrendRequest request, Released released) {
        try {
            Path folder = Files.createTempDirectory("painbridge-trends");
            try {
                String basis = "release " + released.entry().id() + ", edition "
                        + released.entry().edition() + ", as of "
                        + released.entry().asOf();
                IndicatorFile.write(folder.toString(), rows(request, released), basis);
                return Files.readAllBytes(folder.resolve(IndicatorFile.NAME));
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A site's own table of products and regions may hold anything. */
    static String guarded(String text) {
        String safe = CsvCell.inert(text);
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
