package org.painbridge.dispensing;

import java.util.List;
import java.util.Optional;

/** Reads what an operator needs: its parameters with their units, and the drugs it is about. */
final class OperatorReader {
    private static final String COUNT = "1";
    private static final String DAYS = "d";
    private static final String PERCENT = "%";
    private static final String DOSE = "mg/d";

    private final YamlSection root;
    private final List<Parameter> parameters;

    OperatorReader(YamlSection root, List<Parameter> parameters) {
        this.root = root;
        this.parameters = parameters;
    }

    Operator operator() {
        return switch (root.text("operator")) {
            case "distinct-keys-in-window" ->
                new DistinctKeysInWindow(keys(), drugs("drugs"), threshold("", COUNT), value("window", DAYS));
            case "refill-too-soon" ->
                new RefillTooSoon(drugs("drugs"), threshold("left-", PERCENT), value("window", DAYS));
            case "refill-too-late" ->
                new RefillTooLate(
                        drugs("drugs"), threshold("gap-", DAYS), threshold("share-", PERCENT), value("window", DAYS));
            case "duplicate-drug" ->
                new DuplicateDrug(drugs("drugs"), threshold("elsewhere-", DAYS), threshold("here-", PERCENT), reach());
            case "same-class-elsewhere" ->
                new SameClassElsewhere(drugs("drugs"), threshold("tablets-", COUNT), value("within", DAYS));
            case "overlapping-sources" ->
                new OverlappingSources(
                        drugs("drugs"), threshold("prescribers-", COUNT), threshold("pharmacies-", COUNT), reach());
            default -> opioidOperator();
        };
    }

    private Operator opioidOperator() {
        return switch (root.text("operator")) {
            case "new-start" -> new NewStart(start());
            case "initial-dose" -> new InitialDose(start(), bands(), reach());
            case "initial-supply" -> new InitialSupply(start(), threshold("supply-", DAYS));
            case "daily-dose" -> new DailyDose(drugs("drugs"), bands(), reach());
            case "class-overlap" -> new ClassOverlap(drugs("drugs"), drugs("with"), threshold("days-", DAYS), reach());
            case "dose-increase" ->
                new DoseIncrease(
                        drugs("drugs"),
                        threshold("dose-", DOSE),
                        threshold("rise-", PERCENT),
                        value("window", DAYS),
                        reach());
            case "taper-break" ->
                new TaperBreak(
                        drugs("drugs"), threshold("steps-", COUNT), threshold("rise-", PERCENT), value("window", DAYS));
            case "antagonist-gap" ->
                new AntagonistGap(
                        new AntagonistGap.Classes(drugs("drugs"), drugs("with"), drugs("lacking")),
                        isRisk("agonist-treatment"),
                        threshold("dose-", DOSE),
                        value("window", DAYS),
                        reach());
            default -> throw root.refuse("operator", "no operator " + root.text("operator"));
        };
    }

    private DistinctKeysInWindow.Keys keys() {
        return root.parsed("key", DistinctKeysInWindow.Keys::parse, "prescriber or pharmacy");
    }

    private OpioidStart start() {
        return new OpioidStart(drugs("drugs"), value("start-after", DAYS));
    }

    private Bands bands() {
        return new Bands(threshold("", DOSE), optionalThreshold("high-", DOSE));
    }

    /** As far back as supplies are looked at. */
    private static int reach() {
        return MonitoringMethod.fromClassPath().reach().longestSupply();
    }

    private boolean isRisk(String key) {
        if (!root.text(key).equals("risk")) {
            throw root.refuse(key, "no way to heed " + key + ": " + root.text(key));
        }
        return true;
    }

    private int drugs(String key) {
        if (root.isList(key)) {
            int bits = 0;
            for (String code : root.texts(key)) {
                bits |= drugClass(key, code).bit();
            }
            return bits;
        }
        if (!root.text(key).equals("monitored")) {
            throw root.refuse(key, key + " must be monitored or a list of classes");
        }
        return DrugClass.MONITORED;
    }

    private DrugClass drugClass(String key, String code) {
        try {
            return DrugClass.parse(code);
        } catch (IllegalArgumentException e) {
            throw root.refuse(key, "no class of drugs " + code);
        }
    }

    /** The parameter {@code ...at-least} or {@code ...more-than}, whichever there is. */
    private Threshold threshold(String prefix, String unit) {
        return optionalThreshold(prefix, unit)
                .orElseThrow(() -> root.refuse(
                        "parameters",
                        "the operator needs a parameter " + prefix + "at-least or " + prefix + "more-than"));
    }

    private Optional<Threshold> optionalThreshold(String prefix, String unit) {
        if (find(prefix + "at-least").isPresent()) {
            return Optional.of(new Threshold(value(prefix + "at-least", unit), true));
        }
        return find(prefix + "more-than").isPresent()
                ? Optional.of(new Threshold(value(prefix + "more-than", unit), false))
                : Optional.empty();
    }

    private int value(String name, String unit) {
        Parameter parameter =
                find(name).orElseThrow(() -> root.refuse("parameters", "the operator needs a parameter " + name));
        if (!parameter.unit().equals(unit)) {
            throw root.section("parameters").refuse(name, name + " must have the unit " + unit);
        }
        return parameter.value();
    }

    private Optional<Parameter> find(String name) {
        return parameters.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
    }
}
