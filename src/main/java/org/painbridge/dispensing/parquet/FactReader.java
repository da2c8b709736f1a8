package org.painbridge.dispensing.parquet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.painbridge.dispensing.SortedFacts;

/**
 * Dispenses of {@code fact-*.parquet} in their order, row by row: memory does not grow with them. That they are in order is
 * checked by the pass that reads them.
 */
public final class FactReader implements SortedFacts, AutoCloseable {
    private static final String SELECT =
            "SELECT patient, dispense, day, last_day, prescriber, practice, pharmacy, drug,"
                    + " tablets_milli, supply_days, mme_milli, marks, region FROM read_parquet('%s')";
    private static final String COUNT = "SELECT count(*) FROM read_parquet('%s')";
    private static final int COLUMNS = 13;
    private static final int UNKNOWN = -1;
    private static final String BASIS =
            "SELECT count(*), count(DISTINCT value), any_value(decode(value)), (SELECT count(*) FROM glob('%1$s'))"
                    + " FROM parquet_kv_metadata('%1$s') WHERE decode(key) = 'basis'";

    private final DuckDb database;
    private final Connection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult answer;
    private final DuckDBReadableVector[] columns = new DuckDBReadableVector[COLUMNS];
    /** Of the block that is gone through, and the one of its rows that is told. */
    private long rows;

    private long row = -1;
    /** That are yet to come; a fault of the files ends the answer without a word. */
    private long left;

    /**
     * @param basis what numbers in the rows depend on: the table of products, that of factors
     * @throws FileProblem if the files were written on another basis, or there are none
     */
    public FactReader(Fence fence, String basis) {
        String files = fence.folder() + "/" + FactWriter.TABLE + "-*.parquet";
        database = DuckDb.open(fence, true);
        try {
            connection = database.connection();
            requireBasis(files, basis);
            left = count(files);
            statement = connection.prepareStatement(SELECT.formatted(files)).unwrap(DuckDBPreparedStatement.class);
            answer = statement.query();
        } catch (SQLException e) {
            database.close();
            throw new FileProblem(e);
        } catch (FileProblem e) {
            database.close();
            throw e;
        }
    }

    private void requireBasis(String files, String basis) throws SQLException {
        try (Statement question = connection.createStatement();
                ResultSet answer = question.executeQuery(BASIS.formatted(files))) {
            answer.next();
            boolean same = answer.getLong(2) == 1 && answer.getLong(1) == answer.getLong(4);
            if (!same || !basis.equals(answer.getString(3))) {
                throw new FileProblem("The files of dispenses were written on another basis than " + basis);
            }
        }
    }

    private long count(String files) throws SQLException {
        try (Statement question = connection.createStatement();
                ResultSet number = question.executeQuery(COUNT.formatted(files))) {
            number.next();
            return number.getLong(1);
        }
    }

    @Override
    public boolean next() {
        if (++row < rows) {
            return true;
        }
        do {
            if (!answer.nextChunk()) {
                requireAll();
                return false;
            }
            rows = answer.chunk().rowCount();
        } while (rows == 0);
        for (int column = 0; column < COLUMNS; column++) {
            columns[column] = answer.chunk().vector(column);
        }
        left -= rows;
        row = 0;
        return true;
    }

    private void requireAll() {
        if (left != 0) {
            throw new FileProblem("The files of dispenses cannot be read to their end: " + left + " rows are missing");
        }
    }

    @Override
    public long patient() {
        return columns[0].getLong(row);
    }

    @Override
    public long dispense() {
        return columns[1].getLong(row);
    }

    @Override
    public int day() {
        return columns[2].getInt(row);
    }

    @Override
    public int lastDay() {
        return columns[3].getInt(row, PLACED);
    }

    @Override
    public int prescriber() {
        return columns[4].getInt(row, UNKNOWN);
    }

    @Override
    public int practice() {
        return columns[5].getInt(row, UNKNOWN);
    }

    @Override
    public int pharmacy() {
        return columns[6].getInt(row, UNKNOWN);
    }

    @Override
    public int drug() {
        return columns[7].getInt(row, UNKNOWN);
    }

    @Override
    public long tabletsMilli() {
        return columns[8].getLong(row, UNKNOWN);
    }

    @Override
    public int supplyDays() {
        return columns[9].getInt(row, UNKNOWN);
    }

    @Override
    public int mmeMilli() {
        return columns[10].getInt(row, UNKNOWN);
    }

    @Override
    public int marks() {
        return columns[11].getInt(row);
    }

    @Override
    public int region() {
        return columns[12].getInt(row, UNKNOWN);
    }

    @Override
    public void close() {
        try {
            answer.close();
            statement.close();
            connection.close();
            database.close();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }
}
