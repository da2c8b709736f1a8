package org.painbridge.server.careplan;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.server.store.Insert;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreTransaction;

/** The table of what was answered to operations on plans, so that a repetition gets the first answer and stores nothing. */
final class AnswerLog {
    private static final String EARLIER = "select content_hash, answer from careplan_answer";

    /** @param author the organization, or else the person, that gave the identifier */
    record Key(String author, BusinessIdentifier identifier) {
        private String text() {
            return "plan answer " + author + " " + identifier.system() + "|" + identifier.value();
        }
    }

    /** @param answer the first answer, as JSON */
    record Earlier(ContentHash content, String answer) {}

    /** What a request of that author left whose body was this to the byte, if it has ended. */
    Optional<Earlier> find(Connection connection, String author, String body) throws SQLException {
        Sql sql = new Sql().add(EARLIER + " where body_digest = ? and author = ?", body, author);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return earlier(rows);
        }
    }

    /** What the first request of that name left, after every other one of that name has ended. */
    Optional<Earlier> await(StoreTransaction transaction, Key key) throws SQLException {
        return await(transaction, key, Set.of());
    }

    /** The same, by one message to the database, after all that hold one of these names have ended, too. */
    Optional<Earlier> await(StoreTransaction transaction, Key key, Set<String> names) throws SQLException {
        Set<String> all = new HashSet<>(names);
        all.add(key.text());
        Questions questions = transaction.questions();
        questions.lockAll(all);
        Questions.Answer<Optional<Earlier>> earlier = questions.ask(question(key), AnswerLog::earlier);
        questions.send();
        return earlier.get();
    }

    private static Sql question(Key key) {
        return new Sql()
                .add(
                        EARLIER + " where author = ? and id_system = ? and id_value = ?",
                        key.author(),
                        key.identifier().system(),
                        key.identifier().value());
    }

    private static Optional<Earlier> earlier(ResultSet rows) throws SQLException {
        return rows.next()
                ? Optional.of(new Earlier(
                        new ContentHash(rows.getString(1)), new String(rows.getBytes(2), StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    void add(StoreTransaction transaction, Key key, Earlier answered) {
        add(transaction, key, answered, null);
    }

    /** @param body by which a repetition is known before it is read; null where it is not */
    void add(StoreTransaction transaction, Key key, Earlier answered, @Nullable String body) {
        transaction.insert(Insert.into("careplan_answer", List.of(answered))
                .text("author", row -> key.author())
                .text("id_system", row -> key.identifier().system())
                .text("id_value", row -> key.identifier().value())
                .text("content_hash", row -> row.content().hex())
                .text("body_digest", row -> body)
                .bigint("received", row -> transaction.now().toEpochMilli())
                .bytes("answer", row -> row.answer().getBytes(StandardCharsets.UTF_8)));
    }
}
