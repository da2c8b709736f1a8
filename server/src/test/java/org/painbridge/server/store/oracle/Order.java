package org.painbridge.server.store.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/**
 * The order of matches (R4 3.1.1.5.1): ascending by the least value of a resource, descending by its greatest, those
 * without a value last, equals as they were created; behind a descending last key the newest first (ADR 0005).
 */
final class Order {
    private final OracleParts parts;
    private final Times times;

    Order(OracleParts parts, Times times) {
        this.parts = parts;
        this.times = times;
    }

    List<Resource> sorted(List<Resource> matches, Question question) {
        List<Resource> sorted = new ArrayList<>(matches);
        List<String> keys = question.values("_sort").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .toList();
        if (!keys.isEmpty() && keys.getLast().startsWith("-")) {
            Collections.reverse(sorted);
        }
        for (String key : keys.reversed()) {
            sorted.sort(by(question.type(), key)); // Stable, so the key before it goes first.
        }
        return sorted;
    }

    private Comparator<Resource> by(String type, String key) {
        boolean descending = key.startsWith("-");
        Parameter parameter = parts.definitions.get(type, descending ? key.substring(1) : key);
        Comparator<Key> up = Comparator.naturalOrder();
        Comparator<Key> wanted = descending ? up.reversed() : up;
        return Comparator.comparing(
                resource -> keys(resource, parameter, descending).min(wanted),
                Comparator.comparing(Optional<Key>::isEmpty)
                        .thenComparing(Comparator.comparing(found -> found.orElse(Key.NONE), wanted)));
    }

    /** One of the two is empty. */
    private record Key(String text, double number) implements Comparable<Key> {
        static final Key NONE = new Key("", 0);

        @Override
        public int compareTo(Key other) {
            int texts = text.compareTo(other.text);
            return texts != 0 ? texts : Double.compare(number, other.number);
        }
    }

    private Stream<Key> keys(Resource resource, Parameter parameter, boolean last) {
        return parts.elements.of(resource, parameter).stream().flatMap(element -> keys(element, parameter, last));
    }

    private Stream<Key> keys(IBase element, Parameter parameter, boolean last) {
        return switch (parameter.kind()) {
            case STRING -> Texts.of(element).stream().map(Texts::folded).map(Order::text);
            case TOKEN ->
                Tokens.of(element).stream()
                        .flatMap(token -> Stream.ofNullable(token.code()))
                        .map(code -> parameter.code().equals("_id") ? code : Tokens.lower(code))
                        .map(Order::text);
            case DATE -> times.span(element).map(span -> number(last ? span.last() : span.first())).stream();
            case QUANTITY ->
                Quantities.span(element).map(span -> number((last ? span.high() : span.low()).doubleValue())).stream();
            case REFERENCE ->
                parts.references
                        .local(element)
                        .map(local -> Stream.of(local.id()))
                        .orElseGet(() -> parts.references.addresses(element).stream())
                        .map(Order::text);
            default -> Stream.of(text(((PrimitiveType<?>) element).getValueAsString()));
        };
    }

    private static Key text(String text) {
        return new Key(text, 0);
    }

    private static Key number(double number) {
        return new Key("", number);
    }
}
