package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPath.IParsedExpression;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

    private final IFhirPath fhirPath;
    private final Map<String, List<Expression>> byType = new HashMap<>();
    private final ValueReader values;

    SearchIndexer(FhirContext context, SearchParameters parameters, ValueReader values) {
        this.fhirPath = FhirPathFactory.create(context, new TargetTypes(context));
        this.values = values;
        for (String type : parameters.types()) {
            byType.put(type, expressions(parameters, type));
        }
    }

    /** @throws StoreProblem.Invalid naming the element that cannot be indexed */
    IndexRows rows(Resource resource) {
        IndexRows rows = new IndexRows();
        for (Expression expression : byType.getOrDefault(resource.fhirType(), List.of())) {
            for (IBase value : fhirPath.evaluate(resource, expression.parsed(), IBase.class)) {
                read(expression, value, rows);
            }
        }
        return rows;
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
            if (owner && !SearchParameters.COLUMNS.contains(parameter.code()) && seen.add(parameter.indexId())) {
                members(parameter.path())
                        .forEach(path -> expressions.add(new Expression(parameter, path, parse(path))));
            }
        }
        return List.copyOf(expressions);
    }

    /**
     * The members of a union, to be evaluated each by itself: rows are a set anyway, and to compare quantities of a union
     * HAPI would want a UCUM service, which it lacks.
     */
    private static List<String> members(String path) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            char next = path.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (next == '|' && depth == 0) {
                members.add(path.substring(start, i));
                start = i + 1;
            }
        }
        members.add(path.substring(start));
        return members;
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
