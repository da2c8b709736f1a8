package org.painbridge.dispensing.parquet;

import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.painbridge.dispensing.SortedFacts;

/**
 * Some thousand dispenses as arrays, one for each column, used again for the next ones. Copied column by column: a loop over one
 * vector of DuckDB costs half of what going from vector to vector does.
 */
final class FactBlock {
    /** In the order in which they are taken. */
    static final String COLUMNS =
            "patient, dispense, tablets_milli, day, last_day, prescriber, practice, pharmacy, drug,"
                    + " supply_days, mme_milli, marks, region";

    private static final int UNKNOWN = -1;

    private int rows;

    long[] patient = {};
    long[] dispense = {};
    long[] tabletsMilli = {};
    int[] day = {};
    int[] lastDay = {};
    int[] prescriber = {};
    int[] practice = {};
    int[] pharmacy = {};
    int[] drug = {};
    int[] supplyDays = {};
    int[] mmeMilli = {};
    int[] marks = {};
    int[] region = {};

    int rows() {
        return rows;
    }

    /** In place of what was there. */
    void take(DuckDBDataChunkReader chunk) {
        rows = Math.toIntExact(chunk.rowCount());
        patient = certain(chunk.vector(0), patient);
        dispense = certain(chunk.vector(1), dispense);
        tabletsMilli = copy(chunk.vector(2), tabletsMilli);
        day = certain(chunk.vector(3), day);
        lastDay = copy(chunk.vector(4), lastDay, SortedFacts.PLACED);
        prescriber = copy(chunk.vector(5), prescriber, UNKNOWN);
        practice = copy(chunk.vector(6), practice, UNKNOWN);
        pharmacy = copy(chunk.vector(7), pharmacy, UNKNOWN);
        drug = copy(chunk.vector(8), drug, UNKNOWN);
        supplyDays = copy(chunk.vector(9), supplyDays, UNKNOWN);
        mmeMilli = copy(chunk.vector(10), mmeMilli, UNKNOWN);
        marks = certain(chunk.vector(11), marks);
        region = copy(chunk.vector(12), region, UNKNOWN);
    }

    /** Of a column that has no nulls; one would be a fault of the file. */
    private long[] certain(DuckDBReadableVector column, long[] last) {
        long[] values = last.length < rows ? new long[rows] : last;
        for (int row = 0; row < rows; row++) {
            values[row] = column.getLong(row);
        }
        return values;
    }

    private int[] certain(DuckDBReadableVector column, int[] last) {
        int[] values = last.length < rows ? new int[rows] : last;
        for (int row = 0; row < rows; row++) {
            values[row] = column.getInt(row);
        }
        return values;
    }

    private long[] copy(DuckDBReadableVector column, long[] last) {
        long[] values = last.length < rows ? new long[rows] : last;
        for (int row = 0; row < rows; row++) {
            values[row] = column.getLong(row, UNKNOWN);
        }
        return values;
    }

    private int[] copy(DuckDBReadableVector column, int[] last, int otherwise) {
        int[] values = last.length < rows ? new int[rows] : last;
        for (int row = 0; row < rows; row++) {
            values[row] = column.getInt(row, otherwise);
        }
        return values;
    }
}
