package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.TypesQuery;

/** Answers the GET entries of bundles that ask the store, as a request of its own would be answered. */
final class EntryReader {
    /** These shape an answer; within a transaction the answer is the stored JSON, whole. */
    static final Set<String> SHAPES = Set.of("_elements", "_summary");

    static final List<String> WHOLE = List.of("false", "count");

    private final Answers answers;
    private final FhirStore store;
    private final List<String> types;

    /** @param types of this server */
    EntryReader(Answers answers, FhirStore store, Collection<String> types) {
        this.answers = answers;
        this.store = store;
        this.types = types.stream().sorted().toList();
    }

    EntryAnswer read(ScopedTransaction transaction, BundleEntry entry, BundleRequest request) throws SQLException {
        entry.parameters(true).forEach(EntryReader::requireWhole);
        if (entry.url().history()) {
            return past(transaction, entry, request);
        }
        if (entry.id() == null) {
            return search(transaction, entry, request);
        }
        requireTaken(entry, SearchQuery.PRESENTATION, request.lenient());
        return version(entry, transaction.read(entry.type(), entry.id()));
    }

    private EntryAnswer past(ScopedTransaction transaction, BundleEntry entry, BundleRequest request)
            throws SQLException {
        EntryUrl url = entry.url();
        if (url.version() != null && entry.id() != null) {
            requireTaken(entry, SearchQuery.PRESENTATION, request.lenient());
            IdType named = new IdType(entry.type(), entry.id(), url.version());
            return version(entry, transaction.version(entry.type(), entry.id(), Versions.of(named)));
        }
        Set<String> known = new HashSet<>(SearchQuery.PRESENTATION);
        known.addAll(ParameterChecks.OF_HISTORY);
        HistoryRequest asked = new HistoryRequest(requireTaken(entry, known, request.lenient()));
        HistoryPage page = entry.id() != null
                ? transaction.history(asked.query(entry.type(), entry.id()))
                : transaction.history(asked.query(entry.type().isEmpty() ? types : List.of(entry.type())));
        String of = entry.id() == null ? entry.type() : entry.target();
        return EntryAnswer.found(answers.history(request.base(), of, page, asked, asked.numberOnly()));
    }

    private static EntryAnswer version(BundleEntry entry, Optional<StoredResource> found) {
        StoredResource stored = found.orElseThrow(() -> new StoreProblem.NotFound(entry.target()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return entry.held().isCurrent(stored) ? EntryAnswer.notModified(stored) : EntryAnswer.read(stored);
    }

    private EntryAnswer search(ScopedTransaction transaction, BundleEntry entry, BundleRequest request)
            throws SQLException {
        if (entry.searchesSeveralTypes()) {
            TypesSearch asked = entry.severalTypes(request.lenient());
            String owner = asked.owner();
            List<String> all = owner == null ? types : store.compartmentTypes(owner.substring(0, owner.indexOf('/')));
            TypesQuery query = request.opened().apply(asked, all);
            SearchPage page = asked.shown(transaction.page(query));
            return EntryAnswer.found(answers.searchset(request.base(), entry.type(), page, List.of()));
        }
        SearchQuery asked = new SearchQuery(entry.type(), entry.parameters(request.lenient()), request.lenient())
                .within(entry.url().compartment());
        return EntryAnswer.found(answers.searchset(request.base(), entry.type(), transaction.page(asked), List.of()));
    }

    private static void requireWhole(SearchQuery.Parameter parameter) {
        if (SHAPES.contains(parameter.name().split(":", 2)[0]) && !WHOLE.contains(parameter.value())) {
            throw new StoreProblem.Invalid(
                    ErrorCode.UNSUPPORTED_PARAMETER,
                    "http." + parameter.name(),
                    parameter.name() + " is not served within a transaction: send this by itself, or in a batch");
        }
    }

    /** Those of the parameters that are known; the others are refused, or left out. */
    private static List<SearchQuery.Parameter> requireTaken(BundleEntry entry, Set<String> known, boolean lenient) {
        List<SearchQuery.Parameter> taken = new ArrayList<>();
        for (SearchQuery.Parameter parameter : entry.parameters(lenient)) {
            if (known.contains(parameter.name())) {
                taken.add(parameter);
            } else if (!lenient) {
                throw new StoreProblem.Invalid(
                        ErrorCode.UNSUPPORTED_PARAMETER,
                        "http." + parameter.name(),
                        parameter.name() + " is not a parameter of this interaction: leave it out");
            }
        }
        return taken;
    }
}
