package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPath.IParsedExpression;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Takes the search values out of a resource by the expressions of its search parameters, each parsed once. */
final class SearchIndexer {
    /** @param path what {@code parsed} was parsed from, for messages */
    private record Expression(SearchParameter parameter, String path, IParsedExpression parsed) {}

    /** Elements whose values are indexed together; the paths of these expressions begin at the element. */
    private record Elements(IParsedExpression root, List<Expression> expressions) {}

    private final IFhirPath fhirPath;
    private final Map<String, List<Expression>> byType = new HashMap<>();
    private final Map<String, List<Elements>> elementsByType = new HashMap<>();
    private final ValueReader values;
    private final SortedLists lists;
    private final FurtherReferences further;

    SearchIndexer(FhirContext context, SearchParameters parameters, ValueReader values) {
        this.fhirPath = FhirPathFactory.create(context, new TargetTypes(context));
        this.values = values;
        this.lists = new SortedLists(parameters);
        this.further = new FurtherReferences(parameters);
        for (String type : parameters.types()) {
            byType.put(type, expressions(parameters, type));
            elementsByType.put(type, elements(parameters, type));
        }
    }

    /** Whether resources of the type may have rows for their elements. */
    boolean hasElements(String type) {
        return !elementsByType.getOrDefault(type, List.of()).isEmpty();
    }

    /** @throws StoreProblem.Invalid naming the element that cannot be indexed */
    IndexRows rows(Resource resource) {
        IndexRows rows = new IndexRows();
        read(byType.getOrDefault(resource.fhirType(), List.of()), resource, rows);
        for (Elements elements : elementsByType.getOrDefault(resource.fhirType(), List.of())) {
            for (IBase element : fhirPath.evaluate(resource, elements.root(), IBase.class)) {
                IndexRows own = new IndexRows();
                read(elements.expressions(), element, own);
                rows.elements.add(own);
            }
        }
        rows.elements.removeIf(IndexRows::isEmpty);
        lists.index(resource.fhirType(), rows);
        further.index(resource, rows);
        return rows;
    }

    private void read(List<Expression> expressions, IBase from, IndexRows rows) {
        for (Expression expression : expressions) {
            for (IBase value : fhirPath.evaluate(from, expression.parsed(), IBase.class)) {
                read(expression, value, rows);
            }
        }
    }

    private void read(Expression expression, IBase value, IndexRows rows) {
        try {
            values.read(expression.parameter(), value, rows);
        } catch (StoreProblem.Invalid e) {
            throw new StoreProblem.Invalid(e.code(), element(expression.path()), String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new StoreProblem.Invalid(
                    ErrorCode.MALFORMED_RESOURCE,
                    element(expression.path()),
                    "This is no date or time of FHIR: an offset lies between -14:00 and +14:00, and the day must exist");
        }
    }

    /** The element without what the expression does to it: casts and conditions say nothing to a client. */
    private static String element(String path) {
        return path.strip().replaceAll("^\\(|\\)?\\.(as|where|ofType)\\(.*$| as .*$", "");
    }

    /** One expression an index: of parameters that share one, the widest comes first in the definitions' own right. */
    private List<Expression> expressions(SearchParameters parameters, String type) {
        List<Expression> expressions = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (SearchParameter parameter : parameters.of(type)) {
            boolean owner = parameter.indexId() == NameIds.of(type + "." + parameter.code());
            if (owner
                    && parameter.pairs().isEmpty()
                    && !SearchParameters.COLUMNS.contains(parameter.code())
                    && seen.add(parameter.indexId())) {
                SearchPaths.members(parameter.path())
                        .forEach(path -> expressions.add(new Expression(parameter, path, parse(path))));
            }
        }
        return List.copyOf(expressions);
    }

    private List<Elements> elements(SearchParameters parameters, String type) {
        Map<String, Map<Integer, SearchParameter>> byRoot = new LinkedHashMap<>();
        for (SearchParameter parameter : parameters.of(type)) {
            for (SearchParameter.Pair pair : parameter.pairs()) {
                if (!pair.ofResource()) {
                    Map<Integer, SearchParameter> own =
                            byRoot.computeIfAbsent(pair.root(), key -> new LinkedHashMap<>());
                    own.putIfAbsent(pair.first().indexId(), pair.first());
                    own.putIfAbsent(pair.second().indexId(), pair.second());
                }
            }
        }
        List<Elements> elements = new ArrayList<>();
        byRoot.forEach((root, own) -> elements.add(new Elements(
                parse(root),
                own.values().stream()
                        .flatMap(parameter -> SearchPaths.members(parameter.path()).stream()
                                .map(path -> new Expression(parameter, path, parse(path))))
                        .toList())));
        return elements;
    }

    private IParsedExpression parse(String path) {
        try {
            return fhirPath.parse(path);
        } catch (Exception e) {
            throw new IllegalStateException("Search parameter expression does not parse: " + path, e);
        }
    }

    /** {@code resolve() is Patient} asks for the type only, and the reference itself says it: no look-up. */
    private record TargetTypes(FhirContext context) implements IFhirPathEvaluationContext {
        @Override
        public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase from) {
            String type = reference.getResourceType();
            boolean known = type != null && context.getResourceTypes().contains(type);
            return known ? context.getResourceDefinition(type).newInstance() : null;
        }
    }
}
