package org.painbridge.server.store.oracle;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/** {@code _include} and {@code _revinclude} (R4 3.1.1.5.4): of the matches, and with {@code :iterate} of what was included. */
final class Inclusion {
    private static final int MOST_ROUNDS = 6; // The matches and five steps further, as the store's documentation says.

    private final OracleParts parts;
    private final Map<String, Resource> chart;

    Inclusion(OracleParts parts, Map<String, Resource> chart) {
        this.parts = parts;
        this.chart = chart;
    }

    Set<String> with(Collection<String> page, Question question) {
        Set<String> found = new LinkedHashSet<>(page);
        Set<String> last = found;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Set<String> more = round(last, question, round == 0);
            more.removeAll(found);
            found = new LinkedHashSet<>(found);
            found.addAll(more);
            last = more;
        }
        found.removeAll(page);
        return found;
    }

    private Set<String> round(Set<String> from, Question question, boolean first) {
        Set<String> more = new LinkedHashSet<>();
        for (Question.Term term : question.terms()) {
            boolean iterates = term.name().endsWith(":iterate");
            boolean applies = first || iterates;
            String kind = term.name().replace(":iterate", "");
            if (applies && kind.equals("_include")) {
                from.forEach(key -> targets(chart.get(key), term.value()).forEach(more::add));
            } else if (applies && kind.equals("_revinclude")) {
                chart.forEach((key, resource) -> {
                    if (targets(resource, term.value()).anyMatch(from::contains)) {
                        more.add(key);
                    }
                });
            }
        }
        return more;
    }

    /** What the resource refers to by {@code Type:parameter}, {@code Type:parameter:TargetType} or {@code Type:*}. */
    private Stream<String> targets(Resource resource, String include) {
        String[] asked = include.split(":");
        if (!resource.fhirType().equals(asked[0])) {
            return Stream.of();
        }
        return parts.definitions.of(asked[0]).stream()
                .filter(parameter -> parameter.kind() == RestSearchParameterTypeEnum.REFERENCE)
                .filter(parameter -> asked[1].equals("*") || asked[1].equals(parameter.code()))
                .flatMap(parameter -> parts.elements.of(resource, parameter).stream())
                .flatMap(element -> parts.references.local(element).stream())
                .filter(local -> asked.length < 3 || local.type().equals(asked[2]))
                .map(References.Local::toString)
                .filter(chart::containsKey);
    }
}
