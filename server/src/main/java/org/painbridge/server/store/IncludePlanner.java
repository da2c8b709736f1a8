package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.store.SearchPlan.Include;

/** What a search takes along: {@code _include} and {@code _revinclude} (FHIR R4 3.1.1.5.4). */
final class IncludePlanner {
    private final SearchParameters parameters;

    IncludePlanner(SearchParameters parameters) {
        this.parameters = parameters;
    }

    /** @param name {@code _include} or {@code _revinclude} */
    List<Include> of(SearchQuery query, String name) {
        List<Include> includes = new ArrayList<>();
        for (SearchQuery.Parameter parameter : query.parameters()) {
            boolean iterate = parameter.name().equals(name + ":iterate");
            if (iterate || parameter.name().equals(name)) {
                includes.addAll(includes(query.type(), name, parameter.value(), iterate));
            }
        }
        SearchTerms.requireFewIncludes(includes.size(), name);
        return includes;
    }

    /** One, or with {@code Type:*} one for each reference of the type; of a reverse one, for each that may lead to what is found. */
    private List<Include> includes(String found, String name, String value, boolean iterate) {
        String[] parts = value.split(":", 2);
        boolean all = parts.length == 2 && parts[1].equals("*") && !iterate;
        boolean reverse = name.equals("_revinclude");
        if (!all) {
            return List.of(include(name, value, iterate));
        }
        if (!parameters.types().contains(parts[0])) {
            throw SearchPlanner.invalid(name, name + "=" + value + ": this server has no " + parts[0]);
        }
        return parameters.of(parts[0]).stream()
                .filter(parameter -> parameter.type() == RestSearchParameterTypeEnum.REFERENCE)
                .filter(parameter -> !reverse || parameter.leadsTo(found))
                .map(parameter -> new Include(parameter, null, false))
                .toList();
    }

    private Include include(String name, String value, boolean iterate) {
        String[] parts = value.split(":");
        if (parts.length < 2 || parts.length > 3 || parts[1].equals("*")) {
            String wanted = name + " is Type:parameter or Type:parameter:TargetType, not " + value;
            throw SearchPlanner.invalid(
                    name, value.contains("*") ? wanted + "; Type:* is taken without :iterate" : wanted);
        }
        SearchParameter parameter = parameters
                .find(parts[0], parts[1])
                .orElseThrow(() -> SearchPlanner.unknown(parameters, parts[0], name + "=" + value, parts[1]));
        if (parameter.type() != RestSearchParameterTypeEnum.REFERENCE) {
            throw SearchPlanner.invalid(name, name + "=" + value + ": " + parts[1] + " is not a reference");
        }
        String target = parts.length == 3 ? parts[2] : null;
        if (target != null && !parameter.leadsTo(target)) {
            throw SearchPlanner.invalid(
                    name, name + "=" + value + ": " + parts[1] + " refers to " + parameter.targetNames());
        }
        return new Include(parameter, target, iterate);
    }
}
