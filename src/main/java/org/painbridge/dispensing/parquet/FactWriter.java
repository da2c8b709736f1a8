package org.painbridge.dispensing.parquet;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.painbridge.dispensing.DrugFacts;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.SortedFacts;

/**
 * Writes dispenses as {@code fact-*.parquet}, in their order, so that they need not be sorted to be gone through again. What is
 * not known is null; what each column means is in docs/analysts.md.
 */
public final class FactWriter implements AutoCloseable {
    static final String TABLE = "fact";
    private static final int UNKNOWN = -1;
    private static final String COLUMNS = "patient BIGINT, seq INTEGER, dispense BIGINT, day INTEGER, last_day INTEGER,"
            + " prescriber INTEGER, practice INTEGER, pharmacy INTEGER, drug INTEGER, ingredients INTEGER, form INTEGER,"
            + " classes INTEGER, possible INTEGER, tablets_milli BIGINT, supply_days INTEGER, mme_milli INTEGER,"
            + " marks INTEGER, region INTEGER";

    private final PopulationPass pass;
    private final PartWriter parts;
    private long patient = Long.MIN_VALUE;
    private int seq;

    /** @param basis what numbers in the rows depend on, see {@link FactReader} */
    public FactWriter(DuckDb database, PopulationPass pass, String basis) {
        this.pass = pass;
        try {
            parts = new PartWriter(database, TABLE, COLUMNS, "patient, seq", basis);
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    /** May be called again with rows of later patients. */
    public void write(SortedFacts facts) {
        try {
            while (facts.next()) {
                if (facts.patient() != patient) {
                    parts.endPatient();
                    patient = facts.patient();
                    seq = 0;
                }
                add(facts, parts.row());
            }
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    private void add(SortedFacts facts, DuckDBAppender row) throws SQLException {
        DrugFacts drug = pass.facts(facts.drug(), facts.marks());
        row.append(facts.patient()).append(seq++).append(facts.dispense()).append(facts.day());
        orNull(row, facts.lastDay(), SortedFacts.PLACED);
        orNull(row, facts.prescriber(), UNKNOWN);
        orNull(row, facts.practice(), UNKNOWN);
        orNull(row, facts.pharmacy(), UNKNOWN);
        orNull(row, facts.drug(), UNKNOWN);
        orNull(row, drug.ingredients(), UNKNOWN);
        orNull(row, drug.form(), UNKNOWN);
        row.append(drug.classes()).append(drug.possible());
        long tablets = facts.tabletsMilli();
        if (tablets == UNKNOWN) {
            row.appendNull();
        } else {
            row.append(tablets);
        }
        orNull(row, facts.supplyDays(), UNKNOWN);
        orNull(row, facts.mmeMilli(), UNKNOWN);
        row.append(drug.marks());
        orNull(row, facts.region(), UNKNOWN);
        row.endRow();
    }

    private static void orNull(DuckDBAppender row, int value, int unknown) throws SQLException {
        if (value == unknown) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }

    /** Without it the last of the files is missing. */
    public void finish() {
        try {
            parts.finish();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public void close() {
        try {
            parts.close();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }
}
