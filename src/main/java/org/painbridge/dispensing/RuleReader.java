package org.painbridge.dispensing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.Evidence;

/** Reads one rule file and refuses it with file, line and reason if anything in it is missing, unknown or wrong. */
final class RuleReader {
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private final YamlSection root;
    private final List<Parameter> parameters;

    private RuleReader(YamlSection root) {
        this.root = root;
        YamlSection section = root.section("parameters");
        this.parameters =
                section.keys().stream().map(name -> parameter(section, name)).toList();
    }

    static Rule read(String file, String yaml) {
        return new RuleReader(YamlSection.parse(file, yaml)).rule();
    }

    private Rule rule() {
        Rule rule = new Rule(info(), operator(), wording());
        root.refuseUnknownKeys();
        return rule;
    }

    private RuleInfo info() {
        return new RuleInfo(
                new RuleKey(root.text("id"), root.text("version")),
                bilingual(root, "title", Set.of()),
                root.parsed("severity", Severity::parse, "high, moderate or low"),
                parameters,
                codes(),
                basis());
    }

    private RuleCodes codes() {
        YamlSection section = root.section("codes");
        RuleCodes codes = new RuleCodes(section.optionalText("nms"), section.optionalText("pmix"));
        section.refuseUnknownKeys();
        return codes;
    }

    private RuleBasis basis() {
        YamlSection section = root.section("basis");
        List<Evidence> evidence =
                root.sections("evidence").stream().map(RuleReader::evidence).toList();
        RuleBasis basis =
                new RuleBasis(section.parsed("status", Status::parse, Status.WANTED), section.text("source"), evidence);
        section.refuseUnknownKeys();
        return basis;
    }

    private static Evidence evidence(YamlSection section) {
        Evidence evidence = new Evidence(
                section.text("document"),
                section.optionalText("section").orElse(null),
                section.text("edition"),
                section.optionalText("grade").orElse(null),
                section.optionalText("url").orElse(null));
        section.refuseUnknownKeys();
        return evidence;
    }

    private static Parameter parameter(YamlSection parameters, String name) {
        YamlSection section = parameters.section(name);
        int value = section.wholeNumber("value");
        if (value < 1) {
            throw section.refuse("value", name + " must be at least 1");
        }
        Parameter parameter = new Parameter(
                name,
                value,
                section.text("unit"),
                section.text("source"),
                section.parsed("status", Status::parse, Status.WANTED));
        section.refuseUnknownKeys();
        return parameter;
    }

    private Operator operator() {
        return switch (root.text("operator")) {
            case "distinct-keys-in-window" ->
                new DistinctKeysInWindow(
                        root.parsed("key", ProviderRole::parse, "prescriber or pharmacy"),
                        scope(),
                        value("at-least", "1"),
                        value("window", "d"));
            default -> throw root.refuse("operator", "no operator " + root.text("operator"));
        };
    }

    private DrugScope scope() {
        if (root.isList("drugs")) {
            return new DrugScope(Optional.of(Set.copyOf(root.texts("drugs"))));
        }
        if (!root.text("drugs").equals("monitored")) {
            throw root.refuse("drugs", "drugs must be monitored or a list of classes");
        }
        return DrugScope.MONITORED;
    }

    private int value(String name, String unit) {
        Parameter parameter = parameters.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> root.refuse("parameters", "the operator needs a parameter " + name));
        if (!parameter.unit().equals(unit)) {
            throw root.section("parameters").refuse(name, name + " must have the unit " + unit);
        }
        return parameter.value();
    }

    private Wording wording() {
        YamlSection section = root.section("wording");
        Set<String> numbers = Stream.concat(
                        parameters.stream().map(Parameter::name), Stream.of("count", "from", "to", "clears"))
                .collect(Collectors.toSet());
        Set<String> unknown = Set.of("unknown");
        Wording wording = new Wording(
                new Wording.Sentences(
                        bilingual(section, "finding", numbers),
                        bilingual(section, "clears", numbers),
                        bilingual(section, "undecided", numbers)),
                new Wording.Reserves(
                        bilingual(section, "unknown-key", unknown),
                        bilingual(section, "unknown-drug", unknown),
                        bilingual(section, "key-by-reference", unknown),
                        bilingual(section, "without-place", unknown),
                        bilingual(section, "linked-record", unknown),
                        bilingual(section, "not-considered", Set.of())));
        section.refuseUnknownKeys();
        return wording;
    }

    private static BilingualText bilingual(YamlSection parent, String key, Set<String> places) {
        YamlSection section = parent.section(key);
        BilingualText text = new BilingualText(text(section, "en", places), text(section, "fr", places));
        section.refuseUnknownKeys();
        return text;
    }

    private static String text(YamlSection section, String language, Set<String> places) {
        String text = section.text(language);
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            if (!places.contains(place.group(1))) {
                throw section.refuse(language, "no value for " + place.group());
            }
        }
        return text;
    }
}
