package org.painbridge.server.store.oracle;

import ca.uhn.fhir.parser.IParser;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;

/**
 * Answers searches in the most naive way: looks at each resource of a chart, evaluates the FHIRPath of R4's search
 * parameters and compares as R4's page on search says. Slow, and right where the two can be told apart.
 */
public final class SearchOracle {
    /** What steers a search or presents its answer. */
    private static final Set<String> CONTROL = Set.of(
            "_sort",
            "_count",
            "_total",
            "_cursor",
            "_include",
            "_revinclude",
            "_include:iterate",
            "_revinclude:iterate");

    private final Map<String, Resource> chart;
    private final Criteria criteria;
    private final Order order;
    private final Inclusion inclusion;
    private final IParser json;

    /** @param now for what is approximately a date */
    public SearchOracle(OracleParts parts, Chart chart, ZoneId zone, Instant now) {
        this.chart = chart.current();
        Times times = new Times(zone, now);
        this.criteria = new Criteria(parts, times, this.chart);
        this.order = new Order(parts, times);
        this.inclusion = new Inclusion(parts, this.chart);
        this.json = parts.context.newJsonParser();
    }

    /** All matches as {@code Type/id}, in their order. */
    public List<String> search(Question question) {
        List<Resource> matches = chart.values().stream()
                .filter(resource -> resource.fhirType().equals(question.type()))
                .filter(resource -> question.terms().stream()
                        .filter(term -> !CONTROL.contains(term.name()))
                        .allMatch(term -> criteria.fit(resource, term.name(), term.value())))
                .toList();
        return order.sorted(matches, question).stream().map(SearchOracle::key).toList();
    }

    /** What is wrong with an answer; empty where nothing is. */
    public Optional<String> objection(Question question, List<Answered> pages) {
        List<String> right = search(question);
        List<String> given =
                pages.stream().flatMap(page -> page.matches().stream()).toList();
        if (!given.equals(right)) {
            return Optional.of(question + "\nis answered " + given + "\ninstead of " + right + disputed(given, right));
        }
        for (Answered page : pages) {
            Set<String> included = inclusion.with(page.matches(), question);
            if (page.total() != null && page.total() != right.size()) {
                return Optional.of(question + "\nhas the total " + page.total() + " instead of " + right.size());
            }
            if (page.included().size() != included.size() || !included.containsAll(page.included())) {
                return Optional.of(question + "\nbrings " + page.included() + "\ninstead of " + included + "\nwith "
                        + page.matches());
            }
        }
        boolean asked = question.values("_total").contains("accurate");
        boolean untold = asked && pages.stream().anyMatch(page -> page.total() == null);
        return untold ? Optional.of(question + "\nlacks the total") : Optional.empty();
    }

    /** The resources that are in one of the two answers only. */
    private String disputed(List<String> given, List<String> right) {
        StringBuilder text = new StringBuilder();
        Stream.concat(given.stream(), right.stream())
                .filter(key -> !given.contains(key) || !right.contains(key))
                .filter(chart::containsKey)
                .distinct()
                .map(chart::get)
                .forEach(resource -> text.append("\n").append(json.encodeResourceToString(resource)));
        return text.toString();
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdPart();
    }
}
