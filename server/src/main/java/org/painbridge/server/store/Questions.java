package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction wants to know, in one message to the database: under load each message costs 0.1 ms, whatever it asks
 * for. PostgreSQL answers in the order of the questions, and each sees what was committed before the one in front of it was
 * answered; so what follows a lock is read under it.
 */
public final class Questions {
    /** Reads an answer. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Of one question. */
    public static final class Answer<T> {
        private final Sql question;
        private final Reader<T> reader;
        private @Nullable T value;

        Answer(Sql question, Reader<T> reader) {
            this.question = question;
            this.reader = reader;
        }

        /** @throws IllegalStateException if the questions were not sent */
        public T get() {
            if (value == null) {
                throw new IllegalStateException("Not yet asked: " + question);
            }
            return value;
        }

        private void read(ResultSet rows) throws SQLException {
            value = reader.read(rows);
        }
    }

    private final StoreTransaction transaction;
    private final List<Answer<?>> open = new ArrayList<>();

    Questions(StoreTransaction transaction) {
        this.transaction = transaction;
    }

    /** As {@link StoreTransaction#lockAll}, once they are sent. */
    public void lockAll(Collection<String> names) throws SQLException {
        Optional<Sql> question = transaction.lockOrAsk(names);
        if (question.isPresent()) {
            ask(question.get(), rows -> true);
        }
    }

    /** As {@link StoreTransaction#look}, once they are sent. */
    public Looked look(Collection<String> references) {
        Map<String, Resource> found = new HashMap<>();
        List<Answer<List<StoredResource>>> answers = new ArrayList<>();
        for (ResourceReader.Lookup lookup :
                ResourceReader.lookups(transaction.written().find(references, found))) {
            answers.add(ask(lookup.sql(), lookup::read));
        }
        return () -> {
            answers.forEach(answer ->
                    answer.get().forEach(stored -> found.put(stored.reference(), transaction.shared(stored))));
            return found;
        };
    }

    /** What {@link #look} finds, by {@code Type/id}. */
    @FunctionalInterface
    public interface Looked {
        Map<String, Resource> get();
    }

    /** One statement; rows that the transaction has yet to insert are not in its answer. */
    public <T> Answer<T> ask(Sql question, Reader<T> reader) {
        Answer<T> answer = new Answer<>(question, reader);
        open.add(answer);
        return answer;
    }

    /** Sends all that was asked since the last time. */
    public void send() throws SQLException {
        List<Answer<?>> asked = List.copyOf(open);
        open.clear();
        send(transaction.connection(), asked);
    }

    /** Outside of a transaction too. */
    static void send(Connection connection, List<Answer<?>> asked) throws SQLException {
        if (asked.size() < 2
                || !connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
            for (Answer<?> each : asked) {
                together(connection, List.of(each));
            }
        } else {
            together(connection, asked);
        }
    }

    private static void together(Connection connection, List<Answer<?>> asked) throws SQLException {
        String text = asked.stream().map(each -> each.question.toString()).collect(Collectors.joining("; "));
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int next = 1;
            for (Answer<?> each : asked) {
                next = each.question.bind(statement, next);
            }
            statement.execute();
            for (Answer<?> each : asked) {
                try (ResultSet rows = statement.getResultSet()) {
                    each.read(rows);
                }
                statement.getMoreResults();
            }
        }
    }
}
