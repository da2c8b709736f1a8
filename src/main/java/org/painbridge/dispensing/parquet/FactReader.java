package org.painbridge.dispensing.parquet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.painbridge.dispensing.SortedFacts;

/**
 * Dispenses of {@code fact-*.parquet} in their order, row by row: memory does not grow with them. That they are in order is
 * checked by the pass that reads them.
 */
public final class FactReader implements SortedFacts, AutoCloseable {
    private static final String SELECT = "SELECT patient, dispense, day, coalesce(last_day, " + PLACED + "),"
            + " coalesce(prescriber, -1), coalesce(practice, -1), coalesce(pharmacy, -1), coalesce(drug, -1),"
            + " coalesce(tablets_milli, -1), coalesce(supply_days, -1), coalesce(mme_milli, -1), marks,"
            + " coalesce(region, -1) FROM read_parquet('%s')";
    private static final String BASIS =
            "SELECT count(*), count(DISTINCT value), any_value(decode(value)), (SELECT count(*) FROM glob('%1$s'))"
                    + " FROM parquet_kv_metadata('%1$s') WHERE decode(key) = 'basis'";

    private final DuckDb database;
    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;

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
            statement = connection.createStatement();
            rows = statement.executeQuery(SELECT.formatted(files));
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

    @Override
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public long patient() {
        return number(1);
    }

    @Override
    public long dispense() {
        return number(2);
    }

    @Override
    public int day() {
        return whole(3);
    }

    @Override
    public int lastDay() {
        return whole(4);
    }

    @Override
    public int prescriber() {
        return whole(5);
    }

    @Override
    public int practice() {
        return whole(6);
    }

    @Override
    public int pharmacy() {
        return whole(7);
    }

    @Override
    public int drug() {
        return whole(8);
    }

    @Override
    public long tabletsMilli() {
        return number(9);
    }

    @Override
    public int supplyDays() {
        return whole(10);
    }

    @Override
    public int mmeMilli() {
        return whole(11);
    }

    @Override
    public int marks() {
        return whole(12);
    }

    @Override
    public int region() {
        return whole(13);
    }

    private int whole(int column) {
        try {
            return rows.getInt(column);
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    private long number(int column) {
        try {
            return rows.getLong(column);
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
            statement.close();
            connection.close();
            database.close();
        } catch (SQLException e) {
            throw new FileProblem(e);
        }
    }
}
