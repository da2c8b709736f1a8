package org.painbridge.dispensing.parquet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.painbridge.dispensing.SortedFacts;

/**
 * Dispenses of {@code fact-*.parquet} in their order, block by block: memory does not grow with them. That they are in order is
 * checked by the pass that reads them.
 */
public final class FactReader implements SortedFacts, AutoCloseable {
    private static final String SELECT = "SELECT " + FactBlock.COLUMNS + " FROM read_parquet('%s')";
    private static final String COUNT = "SELECT count(*) FROM read_parquet('%s')";
    private static final String SAID =
            "SELECT count(*), count(DISTINCT value), any_value(decode(value)), (SELECT count(*) FROM glob('%1$s'))"
                    + " FROM parquet_kv_metadata('%1$s') WHERE decode(key) = '%2$s'";

    private final DuckDb database;
    private final Connection connection;
    private final DuckDBPreparedStatement statement;
    private final DuckDBChunkedResult answer;
    /** The block that is gone through, column by column, and the one of its rows that is told. */
    private final FactBlock block = new FactBlock();

    private int row = -1;
    /** That are yet to come; a fault of the files ends the answer without a word. */
    private long left;

    /**
     * @param basis what numbers in the rows depend on: the table of products, that of factors
     * @throws FileProblem if the files were written on another basis or by an earlier build, or there are none
     */
    public FactReader(Fence fence, String basis) {
        String files = fence.folder() + "/" + FactWriter.TABLE + "-*.parquet";
        database = DuckDb.open(fence, true);
        try {
            connection = database.connection();
            if (!allSay(files, "basis", basis)) {
                throw new FileProblem("The files of dispenses were written on another basis than " + basis);
            }
            if (!allSay(files, "form", PartWriter.FORM)) {
                throw new FileProblem(
                        "The files of dispenses were written by another build, whose marks do not tell the"
                                + " same of agonist treatment: write them again with $population-run");
            }
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

    /** Whether each of the files says this in its metadata. */
    private boolean allSay(String files, String key, String value) throws SQLException {
        try (Statement question = connection.createStatement();
                ResultSet answer = question.executeQuery(SAID.formatted(files, key))) {
            answer.next();
            boolean same = answer.getLong(2) == 1 && answer.getLong(1) == answer.getLong(4);
            return same && value.equals(answer.getString(3));
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
        return ++row < block.rows() || nextBlock();
    }

    private boolean nextBlock() {
        do {
            if (!answer.nextChunk()) {
                requireAll();
                return false;
            }
            block.take(answer.chunk());
        } while (block.rows() == 0);
        left -= block.rows();
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
        return block.patient[row];
    }

    @Override
    public long dispense() {
        return block.dispense[row];
    }

    @Override
    public int day() {
        return block.day[row];
    }

    @Override
    public int lastDay() {
        return block.lastDay[row];
    }

    @Override
    public int prescriber() {
        return block.prescriber[row];
    }

    @Override
    public int practice() {
        return block.practice[row];
    }

    @Override
    public int pharmacy() {
        return block.pharmacy[row];
    }

    @Override
    public int drug() {
        return block.drug[row];
    }

    @Override
    public long tabletsMilli() {
        return block.tabletsMilli[row];
    }

    @Override
    public int supplyDays() {
        return block.supplyDays[row];
    }

    @Override
    public int mmeMilli() {
        return block.mmeMilli[row];
    }

    @Override
    public int marks() {
        return block.marks[row];
    }

    @Override
    public int region() {
        return block.region[row];
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
