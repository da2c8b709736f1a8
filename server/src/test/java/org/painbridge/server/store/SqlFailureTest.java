package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.ErrorCode;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "08001, Unavailable",
        "08006, Unavailable",
        "57P01, Unavailable",
        "57P03, Unavailable",
        "53200, Unavailable",
        "53300, Unavailable",
        "90098, Unavailable",
        "53100, StorageFull",
        "55P03, Conflict",
        "HYT00, Conflict",
        "57014, Invalid",
        "22001, Invalid",
        "42P01, IllegalStateException",
    })
    void theStateSaysWhatACallerIsTold(String state, String problem) {
        assertThat(SqlFailure.problem(new SQLException("secret", state)))
                .satisfies(found -> assertThat(found.getClass().getSimpleName()).isEqualTo(problem))
                .satisfies(found -> assertThat(found.getMessage()).doesNotContain("secret"));
    }

    @Test
    void aFailureWithoutStateIsReported() {
        assertThat(SqlFailure.problem(new SQLException("secret")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state null");
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() {
        assertThat(SqlFailure.problem(new SQLTransientConnectionException("pool")))
                .isInstanceOf(StoreProblem.Unavailable.class);
    }

    @Test
    void ofABatchItsFirstFailureCounts() {
        var batch = new BatchUpdateException("batch", "HY000", 0, new int[0]);
        batch.setNextException(new SQLException("cancelled", "57014"));

        assertThat(SqlFailure.problem(batch))
                .isInstanceOfSatisfying(
                        StoreProblem.Invalid.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.TOO_COSTLY));
    }

    @Test
    void aFileOfH2ThatCannotBeWrittenIsAFullDisk() {
        var failure = new SQLException(
                "General error", "HY000", 50000, DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "full"));

        assertThat(SqlFailure.problem(failure)).isInstanceOf(StoreProblem.StorageFull.class);
    }
}
