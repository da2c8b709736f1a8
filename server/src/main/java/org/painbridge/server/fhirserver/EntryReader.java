package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** Answers the GET entries of bundles, a read or a search, as a request of its own would be answered. */
final class EntryReader {
    /** These shape an answer; within a bundle the answer is the stored JSON, whole. */
    private static final Set<String> SHAPES = Set.of("_elements", "_summary");

    private static final List<String> WHOLE = List.of("false", "count");

    private final Answers answers;

    EntryReader(Answers answers) {
        this.answers = answers;
    }

    EntryAnswer read(ScopedTransaction transaction, BundleEntry entry, BundleRequest request) throws SQLException {
        if (entry.id() == null) {
            return search(transaction, entry, request);
        }
        StoredResource stored =
                transaction.read(entry.type(), entry.id()).orElseThrow(() -> new StoreProblem.NotFound(entry.target()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return entry.known() != null && Freshness.isKnown(stored, entry.known())
                ? EntryAnswer.notModified(stored)
                : EntryAnswer.read(stored);
    }

    private EntryAnswer search(ScopedTransaction transaction, BundleEntry entry, BundleRequest request)
            throws SQLException {
        String query = entry.query() == null ? "" : entry.query();
        SearchQuery asked = SearchRequest.ofUrl(entry.type(), query, request.lenient(), "request.url")
                .within(entry.compartment());
        for (SearchQuery.Parameter parameter : asked.parameters()) {
            if (SHAPES.contains(parameter.name()) && !WHOLE.contains(parameter.value())) {
                throw new StoreProblem.Invalid(
                        ErrorCode.UNSUPPORTED_PARAMETER,
                        "http." + parameter.name(),
                        parameter.name() + " is not served within a bundle: send this search by itself");
            }
        }
        SearchPage page = transaction.page(asked);
        return EntryAnswer.found(answers.searchset(request.base(), entry.type(), page, List.of()));
    }
}
