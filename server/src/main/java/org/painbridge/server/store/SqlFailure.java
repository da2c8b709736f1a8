package org.painbridge.server.store;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.painbridge.server.ErrorCode;

/** What a failure of the database means to a caller. States: PostgreSQL appendix A; those of five digits from 90000 on are H2's. */
final class SqlFailure {
    /** Two creates of one id; a row of H2 that changed under an update. */
    private static final Set<String> RACES = Set.of("23505", "90131");
    /** A lock that was waited for in vain: PostgreSQL, H2. */
    private static final Set<String> LOCKED = Set.of("55P03", "HYT00");
    /** A statement that took longer than the session allows: both. */
    private static final String TOO_LONG = "57014";
    /** PostgreSQL. H2 says only that it could not write. */
    private static final String DISK_FULL = "53100";
    /** H2: closed after a failure to write, until somebody connects anew; connection broken; shutting down. */
    private static final Set<String> CLOSED = Set.of("90098", "90067", "90121");

    private SqlFailure() {}

    /** Whether the same transaction may well succeed if it runs again: unique violation, serialization failure, deadlock. */
    static boolean isRace(SQLException e) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            String state = String.valueOf(next.getSQLState());
            if (RACES.contains(state) || state.startsWith("40")) {
                return true;
            }
        }
        return false;
    }

    static RuntimeException problem(SQLException e) {
        SQLException cause = first(e);
        String state = String.valueOf(cause.getSQLState());
        if (state.equals(DISK_FULL) || couldNotWrite(cause)) {
            return new StoreProblem.StorageFull(
                    "The disk of the database takes nothing more; what is stored can be read", e);
        }
        if (isUnavailable(cause, state)) {
            return new StoreProblem.Unavailable("The database does not answer at the moment", e);
        }
        if (LOCKED.contains(state)) {
            return new StoreProblem.Conflict("Another request holds what this one needs: try again", e);
        }
        return switch (state) {
            case TOO_LONG ->
                new StoreProblem.Invalid(
                        ErrorCode.TOO_COSTLY,
                        "",
                        "The database took longer over this than one request may take: ask for less, by narrower criteria");
            case "22001" ->
                new StoreProblem.Invalid(
                        ErrorCode.VALUE_TOO_LONG,
                        "",
                        "A value of the resource is longer than this server stores: shorten it");
            default -> refusedStatement(cause);
        };
    }

    /** Of a batch, the failure itself. */
    private static SQLException first(SQLException e) {
        return e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
    }

    /** No connection, a lost one, a server that shuts down, one that is out of memory or connections. */
    private static boolean isUnavailable(SQLException e, String state) {
        return e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || CLOSED.contains(state);
    }

    private static boolean couldNotWrite(Throwable e) {
        for (Throwable next = e; next != null; next = next.getCause()) {
            if (next instanceof MVStoreException failure && failure.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
                return true;
            }
        }
        return false;
    }

    /** Without the driver's message, which would carry values of the statement, patient data, into the log. */
    private static IllegalStateException refusedStatement(SQLException cause) {
        var refused = new IllegalStateException("The database refused a statement, state " + cause.getSQLState()
                + ", error " + cause.getErrorCode() + " (" + cause.getClass().getSimpleName() + ")");
        refused.setStackTrace(cause.getStackTrace());
        return refused;
    }
}
