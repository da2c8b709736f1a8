package org.painbridge.server.store;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;

/**
 * The way in: reads, searches, and writes in one transaction. A transaction that lost a race with another is run again,
 * at most three times in all; so the work handed in must not have effects outside the store.
 */
public final class FhirStore {
    private static final int ATTEMPTS = 3;
    /** How H2 reports a row lock that it waited for in vain, and a row that changed under an update. */
    private static final Set<String> H2_RACES = Set.of("HYT00", "90131");

    /** Work inside a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(StoreTransaction transaction) throws SQLException;
    }

    /** A look into the tables of a capability, outside any transaction. */
    @FunctionalInterface
    public interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource dataSource;
    private final StoreParts parts;
    private final List<WriteListener> listeners;

    FhirStore(DataSource dataSource, StoreParts parts, List<WriteListener> listeners) {
        this.dataSource = dataSource;
        this.parts = parts;
        this.listeners = List.copyOf(listeners);
    }

    /** Runs {@code work} and commits it with everything the listeners add, or leaves no trace of it. */
    public <T> T write(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException | UncheckedSqlException thrown) {
                SQLException e =
                        thrown instanceof UncheckedSqlException carried ? carried.failure() : (SQLException) thrown;
                if (!isRace(e)) {
                    throw problem(e);
                }
                if (attempt == ATTEMPTS) {
                    throw new StoreProblem.Conflict("Another request changed the same resource: try again", e);
                }
            }
        }
    }

    /** The current version, which may be a delete marker. */
    public Optional<StoredResource> read(String type, String id) {
        return query(connection -> parts.reader().read(connection, type, id));
    }

    public Optional<StoredResource> version(String type, String id, int version) {
        return query(connection -> parts.reader().version(connection, type, id, version));
    }

    /** @throws StoreProblem.NotFound if it was never here */
    public HistoryPage history(HistoryQuery query) {
        return query(connection -> {
            HistoryPage page = parts.histories().read(connection, query);
            if (page.versions().isEmpty()
                    && parts.reader().read(connection, query.type(), query.id()).isEmpty()) {
                throw new StoreProblem.NotFound(query.type() + "/" + query.id());
            }
            return page;
        });
    }

    /** @throws StoreProblem.Invalid if the cursor is not one of such a history */
    public HistoryPage history(TypeHistoryQuery query) {
        return query(connection -> parts.typeHistories().read(connection, query));
    }

    /** Whether nothing was ever stored here. */
    public boolean isEmpty() {
        return query(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 1 from fhir_resource limit 1")) {
                return !rows.next();
            }
        });
    }

    public SearchPage search(SearchQuery query) {
        return query(connection -> parts.searcher().search(connection, query));
    }

    /**
     * A page of a patient's resources, and what these refer to. Whether there is such a patient is not looked at.
     *
     * @throws StoreProblem.Invalid naming the part of the question that makes no sense
     */
    public SearchPage everything(EverythingQuery query) {
        return query(connection -> parts.everything().read(connection, query));
    }

    /** Of which types {@link #everything} has resources. */
    public List<String> everythingTypes() {
        return parts.everything().types();
    }

    /**
     * Looks whether an export can be limited by a search.
     *
     * @throws StoreProblem.Invalid naming the parameter that cannot be honoured
     */
    public void requireFilter(SearchQuery filter) {
        parts.exports().filter(filter);
    }

    /** The resource that is in a version; not for delete markers. */
    public Resource parse(StoredResource stored) {
        return parts.codec().decode(stored);
    }

    /**
     * The profiles, tags and security labels that resources of these types have.
     *
     * @throws StoreProblem.Invalid where there are too many for one answer
     */
    public Meta labels(Collection<String> types) {
        return query(connection -> parts.labels().inUse(connection, types));
    }

    /** Makes the references of a request relative where they lead to this server, as those of stored resources are. */
    public void localise(Resource resource) {
        parts.references().localise(resource);
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            StoreTransaction transaction = new StoreTransaction(connection, parts);
            try {
                T result = work.run(transaction);
                tellListeners(transaction);
                transaction.commit();
                return result;
            } catch (Throwable thrown) {
                rollBack(connection, thrown);
                throw thrown;
            } finally {
                transaction.ended();
            }
        }
    }

    /** What went wrong first is what matters; the pool takes back, or drops, a connection that cannot roll back. */
    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void tellListeners(StoreTransaction transaction) throws SQLException {
        List<Change> changes = List.copyOf(transaction.changes());
        if (changes.isEmpty()) {
            return;
        }
        for (WriteListener listener : listeners) {
            listener.beforeCommit(transaction, changes);
        }
    }

    /** Runs a query on a connection that goes back to the pool afterwards; it must not write. */
    public <T> T query(Query<T> query) {
        try (Connection connection = dataSource.getConnection()) {
            return query.run(connection);
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    /** Unique violation (two creates of one id), serialization failure, deadlock. */
    private static boolean isRace(SQLException e) {
        for (SQLException next = e; next != null; next = next.getNextException()) {
            String state = String.valueOf(next.getSQLState());
            if (state.equals("23505") || state.startsWith("40") || H2_RACES.contains(state)) {
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

    private static RuntimeException problem(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean unavailable = e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53");
        if (unavailable) {
            return new StoreProblem.Unavailable("The database does not answer at the moment", e);
        }
        if (state.equals("22001")) {
            return new StoreProblem.Invalid(
                    ErrorCode.VALUE_TOO_LONG,
                    "",
                    "A value of the resource is longer than this server stores: shorten it");
        }
        SQLException cause =
                e instanceof BatchUpdateException && e.getNextException() != null ? e.getNextException() : e;
        return refusedStatement(cause);
    }
}
