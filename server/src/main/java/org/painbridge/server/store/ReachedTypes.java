package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.painbridge.server.store.SearchQuery.Parameter;

/**
 * Which types a search reaches beside its own: by chains, {@code _has} and includes. Where a reference may lead to several types and
 * none is named, one that may be read is enough: the others are left out of the answer. What is no parameter reaches nothing;
 * the search refuses it.
 */
public final class ReachedTypes {
    private static final Set<String> INCLUDES = Set.of("_include", "_include:iterate");
    private static final Set<String> REVERSE_INCLUDES = Set.of("_revinclude", "_revinclude:iterate");

    private final SearchParameters parameters;

    public ReachedTypes(SearchParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * A type that the parameters of a search reach and that is not open.
     *
     * @param type that is searched for
     */
    public Optional<String> closed(String type, Collection<Parameter> asked, Predicate<String> open) {
        return asked.stream().flatMap(each -> closed(type, each, open).stream()).findFirst();
    }

    private Optional<String> closed(String type, Parameter asked, Predicate<String> open) {
        if (INCLUDES.contains(asked.name())) {
            return included(asked.value().split(":", -1), open);
        }
        return REVERSE_INCLUDES.contains(asked.name())
                ? named(asked.value().split(":", 2)[0], open)
                : shortened(type, asked.name(), open);
    }

    /** What is longer than any search follows is refused by that. */
    private Optional<String> shortened(String type, String name, Predicate<String> open) {
        return SearchTerms.isShort(name) ? criterion(type, name, open) : Optional.empty();
    }

    /** {@code Type:reference} or {@code Type:reference:Target}. */
    private Optional<String> included(String[] parts, Predicate<String> open) {
        Optional<String> source = named(parts[0], open);
        if (source.isPresent() || parts.length < 2) {
            return source;
        }
        return parts.length > 2
                ? named(parts[2], open)
                : parameters.find(parts[0], parts[1]).flatMap(reference -> firstOf(targets(reference, "", ""), open));
    }

    /** {@code _has:Type:reference:parameter} or {@code reference:Type.parameter}, one in another. */
    private Optional<String> criterion(String type, String name, Predicate<String> open) {
        if (name.startsWith("_has:")) {
            String[] parts = name.split(":", 4);
            return parts.length < 4
                    ? Optional.empty()
                    : named(parts[1], open).or(() -> criterion(parts[1], parts[3], open));
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String[] head = name.substring(0, dot).split(":", 2);
        String rest = name.substring(dot + 1);
        return parameters
                .find(type, head[0])
                .flatMap(reference -> chain(targets(reference, head.length > 1 ? head[1] : "", rest), rest, open));
    }

    private Optional<String> chain(List<String> targets, String rest, Predicate<String> open) {
        Optional<String> first = Optional.empty();
        for (String target : targets) {
            Optional<String> closed = named(target, open).or(() -> criterion(target, rest, open));
            if (closed.isEmpty()) {
                return closed;
            }
            first = first.or(() -> closed);
        }
        return first;
    }

    /** @param rest what is asked of them; empty for nothing */
    private List<String> targets(SearchParameter reference, String named, String rest) {
        if (reference.type() != RestSearchParameterTypeEnum.REFERENCE) {
            return List.of();
        }
        String code = rest.split("[.:]", 2)[0];
        Collection<String> all = reference.targets().isEmpty() ? parameters.types() : reference.targets();
        return (named.isEmpty() ? all.stream().sorted() : List.of(named).stream())
                .filter(type -> rest.isEmpty()
                        || code.equals("_has")
                        || parameters.find(type, code).isPresent())
                .toList();
    }

    private Optional<String> firstOf(List<String> types, Predicate<String> open) {
        List<String> known = types.stream().filter(parameters.types()::contains).toList();
        return known.stream().anyMatch(open) ? Optional.empty() : known.stream().findFirst();
    }

    private Optional<String> named(String type, Predicate<String> open) {
        return parameters.types().contains(type) && !open.test(type) ? Optional.of(type) : Optional.empty();
    }
}
