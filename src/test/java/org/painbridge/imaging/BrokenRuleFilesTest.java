package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.imaging.BrokenPack.COMMON;
import static org.painbridge.imaging.BrokenPack.CRITERIA;
import static org.painbridge.imaging.BrokenPack.GATES;
import static org.painbridge.imaging.BrokenPack.PACK;
import static org.painbridge.imaging.BrokenPack.RULES;
import static org.painbridge.imaging.BrokenPack.SAFETY;
import static org.painbridge.imaging.BrokenPack.SOURCES;
import static org.painbridge.imaging.BrokenPack.of;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenRuleFilesTest {
    private static final String SETS = "https://painbridge.example/fhir/ValueSet/";
    private static final String NO_SET = "https://painbridge.example/fhir/CodeSystem/imaging-fact";
    private static final String STATE = "https://painbridge.example/fhir/CodeSystem/imaging-fact-state";
    private static final String CANONICAL =
            "canonical: https://painbridge.example/fhir/PlanDefinition/imaging-appropriateness\n";
    private static final String CWC = "id: cwc-radiology\n    title: Choosing Wisely Canada, Radiology";
    private static final String CANCER =
            "- in: condition\n        valueSet: finding-cancer\n        negation: refuted\n";
    private static final String ONSET = "{ in: condition, valueSet: indication-cauda-equina, negation: none,";
    private static final String RED_FLAGS = "    redFlags: [any-neurological-flag]\n";
    private static final String CLOCK = "[{ fact: pain-six-weeks, is: met }]\n";
    private static final String WEIGHT = "  - id: body-weight\n    type: quantity\n";
    private static final String IDLE = "    rationales:\n      settles:";
    private static final String S04_GATES = "    gates: { any: [any-neurological-flag] }\n";

    /** Faults of form, which a schema can see. */
    static List<BrokenPack> malformed() {
        return List.of(
                of("unknown key", PACK, "questionsAtATime: 3", "questionsAtATime: 3\n§questions: 3", "unknown key"),
                of("missing key", PACK, CANONICAL, "§", "canonical: missing"),
                of("no rules", PACK, "rules:\n  - rules/low-back-pain.yaml", "§rules: []", "at least one"),
                of("no question", PACK, "questionsAtATime: 3", "§questionsAtATime: 0", "from 1 to 20"),
                of("text for number", PACK, "questionsAtATime: 3", "§questionsAtATime: many", "a whole number"),
                of("number for text", PACK, "version: 0.2.0", "§version: 1", "a text"),
                of("one language", PACK, "\n  fr: Aucune imagerie pour le moment", "§", "fr: missing"),
                of("code without system", PACK, STATE + "|met", "§met", "system|code"),
                of("tier as list", PACK, "- tier: [US, XR]", "- §[US, XR]", "a mapping"),
                of("edition as number", SOURCES, "edition: \"2021\"", "§edition: 2021", "a text"),
                of("no edition", SOURCES, CWC + "\n    edition: \"2014\"", "§" + CWC, "edition: missing"),
                of("unknown type", COMMON, "type: date", "§type: time", "boolean, date"),
                of("no type", COMMON, "\n    type: date", "§", "type: missing"),
                of("flag in words", CRITERIA, "emergent: true", "§emergent: yes", "true or false"),
                of("time in words", CRITERIA, "lookBack: P30D", "§lookBack: a month", "such as P42D"),
                of("time of nothing", CRITERIA, "lookBack: P30D", "§lookBack: P0D", "such as P42D"),
                of("negative time", CRITERIA, "lookBack: P30D", "§lookBack: P-30D", "such as P42D"),
                of("unknown place", COMMON, "{ in: birth-date }", "{ §in: horoscope }", "expected reason"),
                of("key of another place", COMMON, "{ in: birth-date }", "{ §in: birth-date, negation: none }", ""),
                of(
                        "no negation",
                        CRITERIA,
                        ONSET,
                        "{ §in: condition, valueSet: indication-cauda-equina,",
                        "negation: missing"),
                of(
                        "no code refutes",
                        COMMON,
                        CANCER + "        refutedBy: [\"http://snomed.info/sct|363346000\"]\n",
                        CANCER.replace("in:", "§in:"),
                        "refutedBy: missing"),
                of("unknown negation", CRITERIA, "negation: none", "§negation: normal", "expected one of"),
                of(
                        "course of no gap",
                        COMMON,
                        "{ in: medication, valueSet: finding-anti-inflammatory }",
                        "{ §in: medication, valueSet: finding-anti-inflammatory, atLeast: P90D }",
                        "gap: missing"),
                of("facts as text", CRITERIA, "anyOf: [fever, intra", "§anyOf: fever #", "a list"),
                of("empty text", COMMON, "en: Raised C-reactive protein without", "§en: \" \" #", "a text"),
                of("no text", COMMON, "en: Raised C-reactive protein without", "§en: #", "a text"),
                of(
                        "quantity without unit",
                        SAFETY,
                        WEIGHT + "    unit: kg\n",
                        WEIGHT.replace("id", "§id"),
                        "unit: missing"),
                of("limit in words", SAFETY, "below: 30", "§below: few", "a number"),
                of("no modality", GATES, "{ modalities: [MR] }", "{ §contrasts: [with] }", "modalities: missing"),
                of("unknown severity", GATES, "severity: high", "§severity: grave", "Not a severity"),
                of("gate of no grade", GATES, "grade: consensus statement", "§rank: x", "grade: missing"),
                of("unknown urgency", RULES, "urgency: routine", "§urgency: soon", "Not an urgency"),
                of("unknown category", RULES, "category: appropriate", "§category: fine", "Not a category"),
                of("score out of scale", RULES, "because: settles }", "because: settles, §score: 10 }", "1 to 9"),
                of("no source", RULES, "because: settles }", "because: settles, §sources: [] }", "at least one"),
                of("no procedure", RULES, "procedures: [no-imaging]", "§procedures: []", "at least one"),
                of("clock in words", RULES, "is: not-met", "§is: 'no'", "met or not-met"),
                of("no regions", RULES, "{ regions: [lumbar-spine], ind", "{ §ind", "regions: missing"),
                of("unknown phase", RULES, "phase: initial", "§phase: later", "Not a phase"),
                of("no reason", RULES, ", because: settles", "§", "because: missing"),
                of("no citations", RULES, "citations:\n", "§citations: {}\nquotations:\n", "at least one"),
                of(
                        "window in words",
                        RULES,
                        RED_FLAGS,
                        RED_FLAGS + "    repeatWindow: { §XR: soon }\n",
                        "such as P42D"),
                of("fact in capitals", CRITERIA, "id: saddle-ana", "§id: Saddle-ana", "small letters"),
                of("no scenario", RULES, "scenarios:\n", "§scenarios: []\nmore:\n", "at least one"));
    }

    /** Faults of sense: the form is right, but what is named is not there or cannot be. */
    static List<BrokenPack> senseless() {
        return List.of(
                of("missing file", PACK, "- rules/low-back-pain.yaml", "- §rules/low-back-pane.yaml", "No file"),
                of("unknown procedure", PACK, "nm-bone-scan: S", "§nm-horn-scan: S", "not a procedure key"),
                of("unknown radiation level", PACK, "[rrl-0, rrl-1", "§[rrl-zero, rrl-1", "not a radiation level"),
                of("code of two answers", PACK, STATE + "|not-met", "§" + STATE + "|met", "is there twice"),
                of(
                        "code of no set",
                        COMMON,
                        "[\"http://snomed.info/sct|363346000",
                        "[\"§http://snomed.info/sct|1",
                        "is no code"),
                of("fact twice", COMMON, "id: raised-crp", "§id: fever", "the fact fever is there twice"),
                of(
                        "part below its whole",
                        CRITERIA,
                        "anyOf: [fever",
                        "anyOf: §[any-tumour-flag",
                        "no fact any-tumour-flag stands"),
                of(
                        "matter of no flag",
                        CRITERIA,
                        "    lookBack: P180D\n",
                        "    §matter: cord-and-roots\n    lookBack: P180D\n",
                        "only of an emergent fact"),
                of("unknown part", CRITERIA, "anyOf: [fever", "anyOf: §[fewer", "no fact fewer stands above"),
                of("unknown precondition", COMMON, "onlyIf: pain-six", "onlyIf: §paint-six", "stands above"),
                of("clock of no date", COMMON, "since: pain-onset", "since: §adult", "adult is not a date"),
                of("unknown value set", COMMON, "finding-fever", "§" + SETS + "circle", "Not in the term"),
                of("no value set", COMMON, "finding-fever", "§" + NO_SET, "Not a value set"),
                of("unknown source of a clock", COMMON, "{ id: henschke", "{ §id: henschkel", "sources file has no"),
                of(
                        "unknown source of an age",
                        COMMON,
                        "source: { id: painbridge, edition: 0.1.0, grade: project choice }\n\n",
                        "source: { §id: painbride, edition: 0.1.0, grade: project choice }\n\n",
                        "sources file has no"),
                of("unknown source", RULES, "{ id: acr-lbp", "{ §id: acr-lbq", "the sources file has no acr-lbq"),
                of("unknown edition", RULES, "edition: \"2021\"", "§edition: \"2031\"", "the sources file has no"),
                of("unknown region", RULES, "[lumbar-spine]", "§[lumber-spine]", "no procedure is of the region"),
                of("limit of no number", SAFETY, "of: egfr", "of: §female", "female is not a quantity"),
                of(
                        "unknown fact of a gate",
                        GATES,
                        "[pregnancy]",
                        "§[regnancy]",
                        "no criteria file has the fact regnancy"),
                of("unknown contrast", GATES, "contrasts: [with", "contrasts: §[wit", "imaging-procedures has no wit"),
                of("unknown population", GATES, "population: adult", "§population: all", "has the fact all"),
                of("window of no modality", GATES, "windows: { XR", "windows: { §XX", "of the modality XX"),
                of("unknown indications", RULES, "[indication-low", "§[in-low", "Not in the terminology"),
                of("unknown gate", RULES, "[adult]", "§[adulty]", "no criteria file has the fact adulty"),
                of("gate by date", RULES, "[adult]", "§[birth-date]", "no question of yes or no"),
                of("clock of no clock", RULES, "fact: pain-six-weeks", "§fact: fever", "not a fact with a clock"),
                of("unknown cell", RULES, "[xr-lumbar-spine]", "§[xr-horn]", "xr-horn is not a procedure key"),
                of("cell twice", RULES, "[no-imaging]", "§[no-imaging, no-imaging]", "no-imaging is rated twice"),
                of(
                        "unknown level",
                        RULES,
                        "because: settles }",
                        "because: settles, §radiation: rrl-9 }",
                        "not a radiation"),
                otherScale(),
                of("unknown reason", RULES, "because: settles }", "because: §settled }", "no rationale settled"),
                of(
                        "idle rationale",
                        RULES,
                        IDLE,
                        "    rationales:\n      §idle: { en: a, fr: b }\n      settles:",
                        "of idle"),
                of(
                        "unknown citation",
                        RULES,
                        "because: settles }",
                        "because: settles, sources: §[cws] }",
                        "no citation cws"),
                of(
                        "unknown modality",
                        RULES,
                        RED_FLAGS,
                        RED_FLAGS + "    repeatWindow: { §XX: P1Y }\n",
                        "of the modality XX"),
                of("not asked for", RULES, RED_FLAGS, RED_FLAGS + "    asks: §[adult]\n", "does not ask for"),
                of("emergency that waits", RULES, S04_GATES, "    clocks: §" + CLOCK + S04_GATES, "waits for"),
                of("scenario twice", RULES, "id: S02", "§id: S01", "the scenario S01 is there twice"));
    }

    private static BrokenPack otherScale() {
        String rules = ImagingPack.lowBackPain().read(RULES);
        String was = rules.substring(rules.indexOf("level-acr-adult"), rules.indexOf("{ procedures: [xr-"));
        return of("no level", RULES, was, was.replace("acr-adult", "wa") + "§", "no level for xr-lumbar-spine");
    }

    /** What YAML readers or our own refuse before any form is looked at. */
    static List<BrokenPack> unreadable() {
        return List.of(
                of("key twice", PACK, "version: 0.2.0", "version: 0.2.0\n§version: 0.3.0", "version is there twice"),
                of("tab", PACK, "  en: For", "§\ten: For", "not YAML"),
                new BrokenPack("nothing", PACK, "# only a comment", 1, "the file is empty"),
                new BrokenPack("list", PACK, "- a", 1, "a mapping"),
                new BrokenPack("second document", PACK, "a: b\n---\nc: d", 2, "not YAML"),
                new BrokenPack("alias", PACK, "a: &a b\nc: *a", 2, "aliases are not read"),
                new BrokenPack("alias bomb", PACK, bomb(), 2, "aliases are not read"),
                new BrokenPack("tag", PACK, "canonical: !!java.net.URL [x]", 1, "tag is not allowed"),
                new BrokenPack("depth", PACK, "a: " + "[".repeat(500) + "]".repeat(500), 1, "not YAML"),
                new BrokenPack("size", PACK, "a: " + "b".repeat(4_000_000), 1, "not YAML"));
    }

    private static String bomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [boom, boom]\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(level, level, level - 1, level - 1));
        }
        return bomb.toString();
    }

    static Stream<BrokenPack> all() {
        return Stream.of(malformed(), senseless(), unreadable()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFaultIsRefusedWithItsFileLineAndReason(BrokenPack pack) {
        assertThatThrownBy(() -> ImagingPack.load(pack))
                .isInstanceOf(RuleFileException.class)
                .hasMessageStartingWith(pack.file() + ":" + pack.line() + ": ")
                .hasMessageContaining(pack.reason());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aFaultOfFormIsSeenByTheSchemaToo(BrokenPack pack) {
        assertThat(RuleFileSchema.errors(pack.file(), pack.text())).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void aFaultOfSenseIsLeftToTheLoader(BrokenPack pack) {
        assertThat(RuleFileSchema.errors(pack.file(), pack.text())).isEmpty();
    }
}
