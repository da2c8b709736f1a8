package org.painbridge.server.careplan;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.server.store.StoreTransaction;

/** The table of what was answered to operations on plans, so that a repetition gets the first answer and stores nothing. */
final class AnswerLog {

    /** @param author the organization, or else the person, that gave the identifier */
    record Key(String author, BusinessIdentifier identifier) {
        private String text() {
            return "plan answer " + author + " " + identifier.system() + "|" + identifier.value();
        }
    }

    /** @param answer the first answer, as JSON */
    record Earlier(ContentHash content, String answer) {}

    /** What the first request of that name left, after every other one of that name has ended. */
    Optional<Earlier> await(StoreTransaction transaction, Key key) throws SQLException {
        transaction.lock(key.text());
        String sql =
                "select content_hash, answer from careplan_answer where author = ? and id_system = ? and id_value = ?";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setString(1, key.author());
            statement.setString(2, key.identifier().system());
            statement.setString(3, key.identifier().value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Earlier(
                                new ContentHash(rows.getString(1)),
                                new String(rows.getBytes(2), StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
        }
    }

    void add(StoreTransaction transaction, Key key, Earlier answered) throws SQLException {
        String sql = "insert into careplan_answer (author, id_system, id_value, content_hash, received, answer)"
                + " values (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            statement.setString(1, key.author());
            statement.setString(2, key.identifier().system());
            statement.setString(3, key.identifier().value());
            statement.setString(4, answered.content().hex());
            statement.setLong(5, transaction.now().toEpochMilli());
            statement.setBytes(6, answered.answer().getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }
}
