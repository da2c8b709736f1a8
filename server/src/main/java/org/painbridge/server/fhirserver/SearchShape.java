package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;

/** How a registry of the field is asked: a capability that knows a search as one of that kind answers it by those rules. */
public interface SearchShape {

    /** Whether a search is of the kind, by the names of its parameters. */
    boolean isOf(String type, Set<String> names);

    /**
     * Empty where the search is none of the kind.
     *
     * @throws RequestProblem where the rules of the registry refuse it
     */
    Optional<Shaped> of(SearchQuery asked, RequestDetails request);

    /**
     * A search as it is to be run.
     *
     * @param shown parameters for the links of the answer, in place of those that are run
     * @param notice for the client, beside what is found
     * @param refusal of what the store cannot search for
     */
    record Shaped(
            SearchQuery query,
            List<SearchQuery.Parameter> shown,
            OperationOutcome notice,
            Function<StoreProblem.Invalid, RequestProblem> refusal) {
        public Shaped {
            shown = List.copyOf(shown);
        }

        SearchPage page(Function<SearchQuery, SearchPage> search) {
            try {
                SearchPage page = search.apply(query);
                return page.asked(shown.stream()
                        .filter(parameter -> !page.ignored().contains(parameter.name()))
                        .toList());
            } catch (StoreProblem.Invalid e) {
                throw refusal.apply(e);
            }
        }
    }
}
