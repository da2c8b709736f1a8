package org.painbridge.server.store;

import java.sql.SQLException;

/** Carries a database failure through code that knows no SQL; {@link FhirStore#write} treats it like its cause. */
public final class UncheckedSqlException extends RuntimeException {
    private final SQLException failure;

    public UncheckedSqlException(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
