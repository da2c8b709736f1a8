package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertTest {
    private record Row(int number, String text, LocalDate day, Boolean truth) {
        static Row of(int number) {
            boolean odd = number % 2 == 1;
            return new Row(
                    number, odd ? "odd" : null, odd ? null : LocalDate.of(2026, 3, 1), number % 3 == 0 ? null : odd);
        }
    }

    private Connection connection;

    @BeforeEach
    void createTable() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        try (PreparedStatement statement = connection.prepareStatement("create table sample"
                + " (number integer primary key, text varchar(10), handed_on date, truth boolean, big bigint, amount double"
                + " precision, body varbinary(10))")) {
            statement.execute();
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 21, 500})
    void everyRowArrivesAsItIs(int count) throws SQLException {
        List<Row> rows = IntStream.range(0, count).mapToObj(Row::of).toList();

        send(insert(rows));

        assertThat(stored()).isEqualTo(rows);
    }

    @Test
    void theTextForManyRowsDoesNotDependOnTheirNumber() {
        String hundred =
                insert(IntStream.range(0, 100).mapToObj(Row::of).toList()).sql();
        String thousand =
                insert(IntStream.range(0, 1000).mapToObj(Row::of).toList()).sql();

        assertThat(thousand).isEqualTo(hundred);
    }

    @Test
    void aRowThatIsThereIsLeftAsItIs() throws SQLException {
        send(insert(List.of(Row.of(1))));

        send(insert(List.of(new Row(1, "other", null, null), Row.of(2))).ifMissing());

        assertThat(stored()).containsExactly(Row.of(1), Row.of(2));
    }

    private static Insert<Row> insert(List<Row> rows) {
        return Insert.into("sample", rows)
                .integer("number", Row::number)
                .text("text", Row::text)
                .day("handed_on", Row::day)
                .truth("truth", Row::truth)
                .bigint("big", row -> row.number() * 10_000_000_000L)
                .real("amount", row -> row.number() / 8.0)
                .bytes("body", row -> new byte[] {(byte) row.number()});
    }

    private void send(Insert<Row> insert) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert.sql())) {
            insert.bind(statement, 1);
            statement.execute();
        }
    }

    private List<Row> stored() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "select number, text, handed_on, truth, big, amount, body from sample"
                                + " where big = number * 10000000000 and amount = number / 8.0e0 order by number");
                ResultSet rows = statement.executeQuery()) {
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                assertThat(rows.getBytes(7)).containsExactly((byte) rows.getInt(1));
                found.add(new Row(
                        rows.getInt(1),
                        rows.getString(2),
                        rows.getObject(3, LocalDate.class),
                        rows.getObject(4, Boolean.class)));
            }
            return found;
        }
    }
}
