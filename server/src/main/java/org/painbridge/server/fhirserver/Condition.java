package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.SearchQuery.Parameter;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/**
 * Which one resource a conditional interaction is about, or a conditional reference: criteria of a search (FHIR R4,
 * 3.1.0.4.3). Unlike in a search nothing of them is ever left out, or they would match more than they say.
 *
 * @param query the criteria alone, in one order however they were written
 * @param place where they stand, for problems: a header, an element of an entry, or empty for the URL
 */
record Condition(SearchQuery query, String place) {
    /** About the answer to the whole request. */
    /** About the pages of a search. */
    private static final Set<String> PAGES = Set.of("_count", "_sort", "_include", "_revinclude", "_total", "_cursor");

    private static final Pattern TYPE = Pattern.compile("(?:[^?=]*/)?([A-Za-z]*)/?\\?(.*)", Pattern.DOTALL);

    /**
     * @param text {@code Type?name=value}, also behind a base URL, or {@code name=value}
     * @throws StoreProblem.Invalid where that does not say which resource is meant
     */
    static Condition of(String type, String text, String place) {
        Matcher url = TYPE.matcher(text);
        boolean withType = url.matches();
        if (withType && !url.group(1).isEmpty() && !url.group(1).equals(type)) {
            throw invalid(place, "The condition is about " + url.group(1) + ", the request about " + type);
        }
        List<Parameter> criteria =
                SearchRequest.ofUrl(type, withType ? url.group(2) : text, false, place).parameters().stream()
                        .filter(parameter -> !SearchQuery.PRESENTATION.contains(parameter.name()))
                        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                        .toList();
        criteria.forEach(parameter -> requireCriterion(parameter.name(), place));
        if (criteria.isEmpty()) {
            throw invalid(
                    place,
                    "The condition has no search parameter, so it would match every " + type
                            + ": say which one is meant, as in " + type + "?identifier=system|value");
        }
        return new Condition(new SearchQuery(type, criteria, false, true), place);
    }

    /**
     * What a transaction holds from before it looks for a match until it ends, so that of requests with the same condition
     * only one at a time looks and writes.
     */
    String lockName() {
        return "condition " + this;
    }

    /**
     * The one resource that matches and that the caller may see, or null.
     *
     * @throws StoreProblem.SeveralMatches if more than one does
     */
    @Nullable
    StoredResource match(ScopedTransaction transaction) throws SQLException {
        List<StoredResource> matches = matches(transaction);
        if (matches.size() > 1) {
            throw new StoreProblem.SeveralMatches(place, toString());
        }
        return matches.isEmpty() ? null : matches.getFirst();
    }

    /** Of what the transaction has written, in the scope of its caller or not; others may be missing. */
    List<StoredResource> writtenMatches(ScopedTransaction transaction) throws SQLException {
        return transaction.searchWritten(query.where("_count", "2"));
    }

    /** Two of them where there are more. */
    private List<StoredResource> matches(ScopedTransaction transaction) throws SQLException {
        return transaction.search(query.where("_count", "2"));
    }

    /** The same, and nobody else changes it, or makes another by this condition, until the transaction ends. */
    @Nullable
    StoredResource hold(ScopedTransaction transaction) throws SQLException {
        transaction.lock(lockName());
        return hold(transaction, match(transaction));
    }

    /** @param found {@link #match}; by now somebody else may have changed it, so that it matches no more */
    @Nullable
    StoredResource hold(ScopedTransaction transaction, @Nullable StoredResource found) throws SQLException {
        StoredResource match = found;
        while (match != null && !transaction.holds(match)) {
            transaction.hold(List.of(match.reference()));
            match = transaction.holds(match) ? match : match(transaction);
        }
        return match;
    }

    /**
     * The same, where there must be one.
     *
     * @throws StoreProblem.NotFound if nothing matches
     */
    StoredResource require(ScopedTransaction transaction) throws SQLException {
        StoredResource match = hold(transaction);
        if (match == null) {
            throw new StoreProblem.NotFound(toString());
        }
        return match;
    }

    /** {@code Type?name=value}, decoded. */
    @Override
    public String toString() {
        return query.type() + "?"
                + query.parameters().stream()
                        .map(parameter -> parameter.name() + "=" + parameter.value())
                        .collect(Collectors.joining("&"));
    }

    private static void requireCriterion(String name, String place) {
        String base = name.split(":", 2)[0];
        if (PAGES.contains(base)) {
            throw invalid(
                    place,
                    name + " is about the pages of a search and says nothing of which resource is meant: leave it out");
        }
        if (base.equals("_filter")) {
            throw invalid(
                    place,
                    "_filter is not read by this server, and a condition without it would match more than it says: use"
                            + " search parameters");
        }
    }

    private static StoreProblem.Invalid invalid(String place, String message) {
        return new StoreProblem.Invalid(ErrorCode.INVALID_CONDITION, place, message);
    }
}
