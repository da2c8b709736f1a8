package org.painbridge.dispensing;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.Evidence;

/** Reads one rule file and refuses it with file, line and reason if anything in it is missing, unknown or wrong. */
final class RuleReader {
    private static final String PER_THOUSAND = "1/1000";
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private final YamlSection root;
    private final List<Parameter> parameters;

    private final int holds = MonitoringMethod.fromClassPath().guardsHold();

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
        RuleInfo info = info();
        Operator operator = new OperatorReader(root, parameters).operator();
        Rule rule = new Rule(info, operator, guards(), wording(operator));
        root.refuseUnknownKeys();
        return rule;
    }

    private RuleInfo info() {
        Severity severity = root.parsed("severity", Severity::parse, "high, moderate or low");
        return new RuleInfo(
                new RuleKey(root.text("id"), root.text("version")),
                bilingual(root, "title", Set.of()),
                new RuleInfo.Severities(severity, further(severity)),
                parameters,
                codes(),
                basis(),
                alerting());
    }

    private Severity further(Severity severity) {
        return root.has("severity-further")
                ? root.parsed("severity-further", Severity::parse, "high, moderate or low")
                : severity;
    }

    private Alerting alerting() {
        YamlSection section = root.section("alerts");
        Alerting alerting = new Alerting(
                section.parsed("state", Alerting.State::parse, "active, shadow or off"),
                section.parsed("presentation", Alerting.Presentation::parse, "interrupt, inform or answer"),
                section.parsed("undecided", RuleReader::isIssue, "issue or answer"),
                section.has("told-once-for") && isOfIngredients(section),
                sourced(section, "quiet", "d"),
                section.parsed("escalates", RuleReader::yesOrNo, "yes or no"),
                sourced(section, "budget", PER_THOUSAND));
        section.refuseUnknownKeys();
        return alerting;
    }

    private static int sourced(YamlSection parent, String key, String unit) {
        YamlSection section = parent.section(key);
        int value = section.wholeNumber("value");
        section.text("source");
        section.parsed("status", Status::parse, Status.WANTED);
        if (value < 0 || !section.text("unit").equals(unit)) {
            throw section.refuse("value", key + " is a number of " + unit);
        }
        section.refuseUnknownKeys();
        return value;
    }

    private static boolean isIssue(String text) {
        return switch (text) {
            case "issue" -> true;
            case "answer" -> false;
            default -> throw new IllegalArgumentException("Neither issue nor answer: " + text);
        };
    }

    private static boolean isOfIngredients(YamlSection section) {
        if (!section.text("told-once-for").equals("ingredients")) {
            throw section.refuse("told-once-for", "told once for ingredients, or for all drugs if it is left out");
        }
        return true;
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new IllegalArgumentException("Neither yes nor no: " + text);
        };
    }

    private Guards guards() {
        YamlSection section = root.section("guards");
        int leaveOut = 0;
        int exempt = 0;
        int relabel = 0;
        int merges = 0;
        for (String guard : section.keys()) {
            String what = section.text(guard);
            switch (guard + ": " + what) {
                case "same-practice: merge" -> merges |= Guards.PRACTICES;
                case "strengths-together: merge" -> merges |= Guards.STRENGTHS;
                case "part-fill: merge" -> merges |= Guards.PARTS;
                case "agonist-treatment: leave-out" -> leaveOut |= Marks.AGONIST;
                case "cough-medicine: leave-out" -> leaveOut |= Marks.COUGH;
                default -> {
                    int bit = section.parsed(guard, each -> Circumstance.parse(guard), "a guard that there is")
                            .bit();
                    leaveOut |= what.equals("leave-out") ? bit : 0;
                    exempt |= what.equals("exempt") ? bit : 0;
                    relabel |= what.equals("relabel") ? bit : 0;
                    if (!Set.of("leave-out", "exempt", "relabel").contains(what)) {
                        throw section.refuse(guard, "no way to heed " + guard + ": " + what);
                    }
                }
            }
        }
        return new Guards(leaveOut, exempt, relabel, merges, holds);
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

    private Wording wording(Operator operator) {
        YamlSection section = root.section("wording");
        Set<String> numbers = Stream.of(
                        parameters.stream().map(Parameter::name),
                        operator.numbers().stream(),
                        Stream.of("count", "from", "to", "clears", "table"))
                .flatMap(names -> names)
                .collect(Collectors.toSet());
        Wording wording = new Wording(
                bilingual(section, "finding", numbers),
                bilingual(section, "clears", numbers),
                bilingual(section, "undecided", numbers));
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
