package org.painbridge.dispensing.parquet;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.painbridge.dispensing.Cells;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.PassSink;

/**
 * Writes what the population pass makes of the dispenses: {@code finding}, {@code dose_interval}, {@code overlap_interval} and
 * {@code cell}, each as {@code *.parquet}; columns in docs/analysts.md.
 */
public final class TrendWriter implements PassSink, AutoCloseable {
    private final PartWriter findings;
    private final PartWriter doses;
    private final PartWriter overlaps;
    private final PartWriter cells;

    /** @param basis what the numbers depend on, see {@link FactReader} */
    public TrendWriter(DuckDb database, String basis) {
        try {
            findings = new PartWriter(
                    database,
                    "finding",
                    "patient BIGINT, dispense BIGINT, rule VARCHAR, version VARCHAR, severity VARCHAR, figure INTEGER,"
                            + " threshold INTEGER, from_day INTEGER, to_day INTEGER, evidence BIGINT[]",
                    "patient, dispense, rule",
                    basis);
            doses = new PartWriter(
                    database,
                    "dose_interval",
                    "patient BIGINT, from_day INTEGER, to_day INTEGER, mme_milli BIGINT, complete BOOLEAN",
                    "patient, from_day",
                    basis);
            overlaps = new PartWriter(
                    database,
                    "overlap_interval",
                    "patient BIGINT, from_day INTEGER, to_day INTEGER",
                    "patient, from_day",
                    basis);
            cells = new PartWriter(
                    database,
                    "cell",
                    "region INTEGER, quarter VARCHAR, measure VARCHAR, number BIGINT",
                    "region, quarter, measure",
                    basis);
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public void found(FoundRow finding) {
        try {
            findings.endPatient();
            findings.row()
                    .append(finding.patient())
                    .append(finding.dispense())
                    .append(finding.rule().id())
                    .append(finding.rule().version())
                    .append(finding.severity().name().toLowerCase(java.util.Locale.ROOT))
                    .append(finding.figure())
                    .append(finding.threshold())
                    .append(finding.fromDay())
                    .append(finding.toDay())
                    .append(finding.evidence())
                    .endRow();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
        try {
            doses.endPatient();
            doses.row()
                    .append(patient)
                    .append(fromDay)
                    .append(toDay)
                    .append(mmeMilli)
                    .append(complete)
                    .endRow();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public void overlap(long patient, int fromDay, int toDay) {
        try {
            overlaps.endPatient();
            overlaps.row().append(patient).append(fromDay).append(toDay).endRow();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    /** Without it the last of the files are missing. */
    public void finish(Cells counted) {
        try {
            for (Map.Entry<Cells.Cell, Long> each : counted.counts().entrySet()) {
                DuckDBAppender row = cells.row();
                if (each.getKey().region() < 0) {
                    row.appendNull();
                } else {
                    row.append(each.getKey().region());
                }
                row.append(each.getKey().quarter())
                        .append(each.getKey().measure().name().toLowerCase(java.util.Locale.ROOT))
                        .append(each.getValue().longValue())
                        .endRow();
            }
            for (PartWriter each : all()) {
                each.finish();
            }
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    private List<PartWriter> all() {
        return List.of(findings, doses, overlaps, cells);
    }

    @Override
    public void close() {
        try {
            for (PartWriter each : all()) {
                each.close();
            }
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }
}
