package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.Resource;

/**
 * The way in: reads, searches, and writes in one transaction. A transaction that lost a race with another is run again,
 * at most three times more; so the work handed in must not have effects outside the store.
 */
public final class FhirStore {
    private static final int RETRIES = 3;

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

    private final Connections connections;
    private final StoreParts parts;
    private final List<WriteListener> listeners;
    private final Durability durability;
    private final Pause pause;

    FhirStore(
            DataSource dataSource,
            StoreParts parts,
            List<WriteListener> listeners,
            Durability durability,
            Pause pause) {
        this.connections = new Connections(dataSource);
        this.parts = parts;
        this.listeners = List.copyOf(listeners);
        this.durability = durability;
        this.pause = pause;
    }

    /** Runs {@code work} and commits it with everything the listeners add, or leaves no trace of it. */
    public <T> T write(Work<T> work) {
        for (int retry = 1; ; retry++) {
            try {
                return connections.use(connection -> once(work, connection));
            } catch (SQLException | UncheckedSqlException thrown) {
                SQLException e = failure(thrown);
                if (!SqlFailure.isRace(e)) {
                    throw SqlFailure.problem(e);
                }
                if (retry > RETRIES) {
                    throw new StoreProblem.Conflict("Another request changed the same resource: try again", e);
                }
                await(retry, e);
            }
        }
    }

    /** For answers: what a caller of that scope may see. */
    public StoreView within(AccessScope scope) {
        return within(AccessRights.seeing(scope));
    }

    /** For answers and changes: what a caller with these rights may see and do. */
    public StoreView within(AccessRights rights) {
        return new StoreView(this, parts, rights);
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

    /** The types that resources of the compartments of a type may have, in the order of the alphabet. */
    public List<String> compartmentTypes(String ownerType) {
        return TypesReader.types(parts.parameters(), ownerType);
    }

    /** Of which types {@link StoreView#everything} has resources. */
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

    /** To be looked at only: others may share it, so it must not be changed. A version that is often asked for is parsed once. */
    public Resource look(StoredResource stored) {
        return parts.shared().of(stored);
    }

    /** Makes the references of a request relative where they lead to this server, as those of stored resources are. */
    public void localise(Resource resource) {
        parts.references().localise(resource);
    }

    private <T> T once(Work<T> work, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        StoreTransaction transaction = new StoreTransaction(connection, parts);
        try {
            T result = work.run(transaction);
            tellListeners(transaction);
            transaction.commit();
            durability.ensure(connection);
            return result;
        } catch (Throwable thrown) {
            if (!rollBack(connection, thrown)) {
                transaction.end().lost();
            }
            parts.sequence().forget(connection);
            throw thrown;
        } finally {
            transaction.end().reached();
        }
    }

    /** What went wrong first is what matters; the pool takes back, or drops, a connection that cannot roll back: then it is false. */
    private static boolean rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
            return true;
        } catch (SQLException e) {
            reason.addSuppressed(e);
            return false;
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
        try {
            return connections.use(query::run);
        } catch (SQLException | UncheckedSqlException e) {
            throw SqlFailure.problem(failure(e));
        }
    }

    private static SQLException failure(Exception thrown) {
        return thrown instanceof UncheckedSqlException carried ? carried.failure() : (SQLException) thrown;
    }

    private void await(int retry, SQLException reason) {
        try {
            pause.before(retry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreProblem.Unavailable("The server is shutting down", reason);
        }
    }
}
