package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ResourceSequenceTest {
    private static final String DATABASE = "jdbc:h2:mem:sequence;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";

    private final ResourceSequence sequence = new ResourceSequence();

    @Test
    void numbersFetchedByATransactionThatWasTakenBackAreNotUsedAnyMore() throws SQLException {
        try (Connection one = DriverManager.getConnection(DATABASE);
                Connection other = DriverManager.getConnection(DATABASE);
                Statement statement = one.createStatement()) {
            statement.execute("create sequence fhir_resource_seq start with 1 increment by 1000");

            assertThat(sequence.next(one)).isEqualTo(1);
            sequence.forget(other);
            assertThat(sequence.next(other)).isEqualTo(2);
            sequence.forget(one);
            assertThat(sequence.next(other)).isEqualTo(1001);
        }
    }
}
