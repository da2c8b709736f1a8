package org.painbridge.server.careplan;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.PlanHeader;
import org.painbridge.careplan.PlanPush;
import org.painbridge.server.store.StoreTransaction;

/** The table of stored pushes, so that a repetition gets the first answer and stores nothing. */
final class PushLog {

    /** @param answer the first answer, as JSON */
    record Earlier(ContentHash content, String answer) {}

    /** Waits for other pushes under the same identifier, and of plans with the same identifier, to end. */
    void await(StoreTransaction transaction, PlanPush push) throws SQLException {
        Set<String> names = new TreeSet<>();
        names.add("push " + name(push.identifier()));
        for (PlanHeader plan : push.graph().plans()) {
            plan.identifiers().forEach(identifier -> names.add("CarePlan " + name(identifier)));
        }
        for (String name : names) {
            transaction.lock(name);
        }
    }

    private static String name(BusinessIdentifier identifier) {
        return identifier.system() + "|" + identifier.value();
    }

    /** What the first push under this identifier left. */
    Optional<Earlier> find(StoreTransaction transaction, BusinessIdentifier identifier) throws SQLException {
        String sql = "select content_hash, answer from careplan_push where id_system = ? and id_value = ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setString(1, identifier.system());
            statement.setString(2, identifier.value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Earlier(
                                new ContentHash(rows.getString(1)),
                                new String(rows.getBytes(2), StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
        }
    }

    void add(StoreTransaction transaction, BusinessIdentifier identifier, Earlier push) throws SQLException {
        Connection connection = transaction.connection();
        String sql = "insert into careplan_push (id_system, id_value, content_hash, received, answer)"
                + " values (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, identifier.system());
            statement.setString(2, identifier.value());
            statement.setString(3, push.content().hex());
            statement.setLong(4, transaction.now().toEpochMilli());
            statement.setBytes(5, push.answer().getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }
}
