package org.painbridge.server.store.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A search as a client asks it: {@code Patient?name=Ann&_sort=family}, unescaped from the URL. */
public record Question(String type, List<Term> terms) {

    /** {@code name} with its modifier or chain, {@code value} with its alternatives. */
    public record Term(String name, String value) {
        @Override
        public String toString() {
            return name + "=" + value;
        }
    }

    public Question {
        terms = List.copyOf(terms);
    }

    public static Question of(String type, String... namesAndValues) {
        Question question = new Question(type, List.of());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            question = question.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return question;
    }

    public Question with(String name, String value) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(name, value));
        return new Question(type, more);
    }

    /** The values of a parameter, in the order of the question. */
    List<String> values(String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .map(Term::value)
                .toList();
    }

    @Override
    public String toString() {
        return type + "?" + terms.stream().map(Term::toString).collect(Collectors.joining("&"));
    }
}
