package org.painbridge.dispensing.parquet;

import java.sql.SQLException;

/** Files could not be written or read, or are not those that were asked for. */
public final class FileProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FileProblem(String message) {
        super(message);
    }

    FileProblem(String message, Throwable cause) {
        super(message, cause);
    }

    FileProblem(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
