package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.once;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/** A type, up to three conditions, perhaps an order, a size of pages and what is to come along. */
final class RandomQuestion {
    private static final int MOST_LINKS = 3;

    private final RandomGenerator random;
    private final OracleParts parts;
    private final RandomTerms terms;

    RandomQuestion(RandomGenerator random, OracleParts parts, Map<String, Resource> chart, String base) {
        this.random = random;
        this.parts = parts;
        this.terms = new RandomTerms(random, parts, chart, base);
    }

    Question next() {
        String type = any(random, terms.types());
        Question question = Question.of(type);
        int conditions = any(random, List.of(0, 1, 1, 1, 1, 1, 1, 2, 2, 3));
        for (int i = 0; i < conditions; i++) {
            Question.Term term = terms.on(type, MOST_LINKS);
            question = question.with(term.name(), term.value());
        }
        question = once(random, 2) ? question : question.with("_sort", sort(type));
        question = question.with("_count", "" + any(random, List.of(1, 2, 3, 5, 200)));
        question = once(random, 3) ? question.with("_total", "accurate") : question;
        for (int i = once(random, 4) ? 2 : 0; i > 0; i--) {
            question = include(question);
        }
        return question;
    }

    private String sort(String type) {
        List<Parameter> sortable = parts.definitions.of(type).stream()
                .filter(parameter -> Kinds.SEARCHABLE.contains(parameter.kind()))
                .filter(parameter -> parameter.kind() != RestSearchParameterTypeEnum.COMPOSITE)
                .toList();
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            keys.add((once(random, 2) ? "-" : "") + any(random, sortable).code());
        }
        return String.join(",", keys);
    }

    private Question include(Question question) {
        String from = any(random, terms.types());
        List<Parameter> ways = parts.definitions.of(once(random, 2) ? question.type() : from).stream()
                .filter(parameter -> parameter.kind() == RestSearchParameterTypeEnum.REFERENCE)
                .toList();
        if (ways.isEmpty()) {
            return question;
        }
        if (once(random, 8)) {
            return question.with("_include", ways.getFirst().type() + ":*");
        }
        Parameter way = any(random, ways);
        boolean narrow = !way.targets().isEmpty() && once(random, 4);
        String target =
                narrow ? ":" + any(random, way.targets().stream().sorted().toList()) : "";
        String name = (once(random, 2) ? "_include" : "_revinclude") + (once(random, 2) ? ":iterate" : "");
        return question.with(name, way.type() + ":" + way.code() + target);
    }
}
