package org.painbridge.imaging;

import java.math.BigDecimal;
import java.time.Period;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** Reads a criteria file: facts, their questions and where their answers may be found. */
final class FactReader {
    private static final CodeSet NO_CODES = new CodeSet("", "", Set.of());

    private final ValueSets valueSets;
    private final Sources sources;

    FactReader(Terminology terminology, Sources sources) {
        this.valueSets = new ValueSets(terminology);
        this.sources = sources;
    }

    /** Parts and preconditions have to stand before the facts that name them: so there are no circles. */
    void read(YamlMap file, Map<String, Fact> facts) {
        for (YamlMap map : file.maps(file.atLeastOne("facts"))) {
            Fact fact = fact(map, facts);
            if (facts.put(fact.id(), fact) != null) {
                throw map.refuse("id", "the fact " + fact.id() + " is there twice");
            }
            map.close();
        }
        file.close();
    }

    private Fact fact(YamlMap map, Map<String, Fact> facts) {
        String id = map.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw map.refuse("id", "expected words of small letters joined by hyphens, not " + id);
        }
        List<String> parts = map.texts("anyOf").stream()
                .map(part -> defined(map, "anyOf", part, facts))
                .toList();
        Period lookBack = map.has("lookBack") ? map.period("lookBack") : null;
        return new Fact(
                id,
                map.optionalLocalized("name"),
                type(map),
                map.localized("question"),
                map.flag("emergent"),
                matter(map),
                lookBack,
                lookBackNo(
                        map.has("lookBackNo") ? map.period("lookBackNo") : lookBack,
                        parts.stream().flatMap(part -> Stream.ofNullable(facts.get(part)))),
                map.flag("unanimous"),
                parts,
                map.optionalText("onlyIf")
                        .map(other -> defined(map, "onlyIf", other, facts))
                        .orElse(null),
                clock(map, facts),
                measure(map),
                threshold(map, facts),
                map.maps("evidence").stream()
                        .map(evidence -> evidence(evidence, facts))
                        .toList());
    }

    /** Who denies "any of these" denies each of them, for no longer than each can be denied. */
    private static @Nullable Period lookBackNo(@Nullable Period own, Stream<Fact> parts) {
        return Stream.concat(
                        Stream.ofNullable(own),
                        parts.flatMap(part -> Stream.ofNullable(part.lookBack(FactState.NOT_MET))))
                .min(Comparator.comparingLong(Clock::days))
                .orElse(null);
    }

    private static @Nullable String matter(YamlMap map) {
        if (map.has("matter") && !map.flag("emergent")) {
            throw map.refuse("matter", "only of an emergent fact");
        }
        return map.optionalText("matter").orElse(null);
    }

    private @Nullable Clock clock(YamlMap map, Map<String, Fact> facts) {
        if (!map.has("clock")) {
            return null;
        }
        YamlMap clock = map.map("clock");
        Clock read = new Clock(
                base(clock, "since", Fact.Type.DATE, facts),
                clock.period("atLeast"),
                clock.flag("mayNotBe"),
                sources.cited(clock.map("source")));
        clock.close();
        return read;
    }

    private static Fact.Type type(YamlMap map) {
        return switch (map.text("type")) {
            case "boolean" -> Fact.Type.BOOLEAN;
            case "date" -> Fact.Type.DATE;
            case "quantity" -> Fact.Type.QUANTITY;
            default -> throw map.refuse("type", "expected boolean, date or quantity");
        };
    }

    /** A quantity has a unit, and nothing else has. */
    private static @Nullable Measure measure(YamlMap map) {
        return map.text("type").equals("quantity") ? measured(map) : null;
    }

    private static Measure measured(YamlMap map) {
        Map<String, BigDecimal> factors = new HashMap<>();
        map.optionalMap("units")
                .ifPresent(units -> units.keys().forEach(unit -> factors.put(unit, units.decimal(unit))));
        return new Measure(
                map.text("unit"),
                factors,
                map.optionalMap("plausible").map(FactReader::plausible).orElse(null));
    }

    private static Measure.Plausible plausible(YamlMap map) {
        Measure.Plausible read = new Measure.Plausible(map.decimal("least"), map.decimal("most"));
        map.close();
        return read;
    }

    private @Nullable Threshold threshold(YamlMap map, Map<String, Fact> facts) {
        if (!map.has("threshold")) {
            return null;
        }
        YamlMap limit = map.map("threshold");
        String of = base(limit, "of", Fact.Type.QUANTITY, facts);
        Threshold.Bound bound = limit.has("below") ? Threshold.Bound.BELOW : Threshold.Bound.AT_LEAST;
        Threshold read = new Threshold(of, bound, limit.decimal(bound.key()), sources.cited(limit.map("source")));
        limit.close();
        return read;
    }

    private static String base(YamlMap map, String key, Fact.Type type, Map<String, Fact> facts) {
        String id = defined(map, key, map.text(key), facts);
        if (Optional.ofNullable(facts.get(id)).map(Fact::type).orElseThrow() != type) {
            throw map.refuse(key, id + " is not a " + type.code());
        }
        return id;
    }

    private static String defined(YamlMap map, String key, String fact, Map<String, Fact> facts) {
        if (!facts.containsKey(fact)) {
            throw map.refuse(key, "no fact " + fact + " stands above");
        }
        return fact;
    }

    private FactEvidence evidence(YamlMap map, Map<String, Fact> facts) {
        FactEvidence evidence = switch (map.text("in")) {
            case "reason" -> new FactEvidence.Reason(codes(map));
            case "reason-condition" -> new FactEvidence.ReasonCondition();
            case "condition" ->
                new FactEvidence.Condition(
                        codes(map), refutedBy(map), map.flag("activeOnly"), map.flag("lapses"), map.flag("hint"));
            case "observation" -> observation(map, facts);
            case "quantity" -> new FactEvidence.Quantity(codes(map));
            case "birth-date" -> new FactEvidence.BirthDate();
            case "gender" -> new FactEvidence.Gender(map.text("is"));
            case "person" -> ruledOut(map);
            case "imaging" -> study(map);
            case "due-date" -> new FactEvidence.DueDate(codes(map), map.period("term"));
            case "age" -> ageAt(map, facts);
            case "device" -> new FactEvidence.Device(codesIfAny(map), wording(map));
            case "other-device" ->
                new FactEvidence.OtherDevice(
                        new Wording(map.texts("harmless"), List.of(), map.texts("except"), List.of()));
            case "procedure" -> new FactEvidence.Procedure(codesIfAny(map), wording(map));
            case "service-request" -> new FactEvidence.Request(codes(map));
            case "medication" -> new FactEvidence.Medication(codes(map), wording(map), course(map));
            case "allergy" -> new FactEvidence.Allergy(codesIfAny(map), wording(map), refutedBy(map));
            default -> throw map.refuse("in", "expected reason, condition or another place of the criteria schema");
        };
        map.close();
        return evidence;
    }

    private FactEvidence observation(YamlMap map, Map<String, Fact> facts) {
        return new FactEvidence.Observation(
                codes(map),
                negation(map, "normal"),
                map.has("yes") ? map.value("yes", valueSets::named) : null,
                map.texts("words"),
                limit(map),
                map.optionalMap("doubt").map(doubt -> doubt(doubt, facts)).orElse(null),
                map.flag("hint"));
    }

    private FactEvidence.@Nullable Limit limit(YamlMap map) {
        if (!map.has("limit")) {
            return null;
        }
        YamlMap limit = map.map("limit");
        FactEvidence.Limit read =
                new FactEvidence.Limit(measured(limit), limit.decimal("atLeast"), sources.cited(limit.map("source")));
        limit.close();
        return read;
    }

    private static FactEvidence.Doubt doubt(YamlMap map, Map<String, Fact> facts) {
        FactEvidence.Doubt read = new FactEvidence.Doubt(
                map.period("for"),
                map.has("from") ? map.decimal("from") : null,
                map.texts("words"),
                map.texts("over"),
                map.optionalText("unless")
                        .map(other -> defined(map, "unless", other, facts))
                        .orElse(null));
        map.close();
        return read;
    }

    private static Wording wording(YamlMap map) {
        return new Wording(map.texts("words"), map.texts("with"), map.texts("except"), map.texts("cut"));
    }

    private FactEvidence ageAt(YamlMap map, Map<String, Fact> facts) {
        return new FactEvidence.AgeAt(
                base(map, "since", Fact.Type.DATE, facts),
                base(map, "at", Fact.Type.DATE, facts),
                map.period("atLeast"),
                sources.cited(map.map("source")));
    }

    private FactEvidence ruledOut(YamlMap map) {
        if (!map.has("under") && !map.has("from") && !map.has("gender")) {
            throw map.refuse("in", "names neither an age nor a gender");
        }
        return new FactEvidence.RuledOut(
                map.has("under") ? map.period("under") : null,
                map.has("from") ? map.period("from") : null,
                map.optionalText("gender").orElse(null),
                sources.cited(map.map("source")));
    }

    private static FactEvidence.@Nullable Course course(YamlMap map) {
        return map.has("atLeast") || map.has("gap")
                ? new FactEvidence.Course(map.period("atLeast"), map.period("gap"))
                : null;
    }

    private FactEvidence study(YamlMap map) {
        return new FactEvidence.Study(
                Set.copyOf(map.texts(map.atLeastOne("modalities"))), Set.copyOf(map.texts(map.atLeastOne("regions"))));
    }

    /** To refute a narrow code is no answer to a wide question: who takes a "no" from the chart names the wide codes. */
    private Set<Code> refutedBy(YamlMap map) {
        if (!negation(map, "refuted")) {
            return Set.of();
        }
        CodeSet all = codes(map);
        Set<Code> named = new HashSet<>();
        for (String text : map.texts(map.atLeastOne("refutedBy"))) {
            int bar = Math.max(text.lastIndexOf('|'), 0);
            Code code = map.found("refutedBy", () -> Code.of(text.substring(0, bar), text.substring(bar + 1)));
            if (!all.contains(code)) {
                throw map.refuse("refutedBy", text + " is no code of " + all.canonical());
            }
            named.add(code);
        }
        return named;
    }

    private CodeSet codes(YamlMap map) {
        return map.value("valueSet", valueSets::named);
    }

    /** Where words alone will do. */
    private CodeSet codesIfAny(YamlMap map) {
        return map.has("valueSet") || !map.has("words") ? codes(map) : NO_CODES;
    }

    private static boolean negation(YamlMap map, String meansNo) {
        List<String> allowed = List.of("none", meansNo);
        if (!allowed.contains(map.text("negation"))) {
            throw map.refuse("negation", "expected one of " + allowed);
        }
        return map.text("negation").equals(meansNo);
    }
}
