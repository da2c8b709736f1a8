package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sentences that all rules have in common; wording.yaml. */
final class SharedWording {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+[.][0-9]+");

    private final Map<Reserve, BilingualText> reserves = new EnumMap<>(Reserve.class);
    private final Map<String, BilingualText> phrases = new TreeMap<>();
    private final Map<Circumstance, Label> circumstances = new EnumMap<>(Circumstance.class);
    private final Label practice;
    private final Label strengths;
    private final Label agonist;
    private final Label cough;
    private final Label told;
    private final Label onTrial;
    private final BilingualText heeded;
    private final BilingualText notConsidered;
    private final BilingualText notRaised;

    private SharedWording(YamlSection root) {
        YamlSection texts = root.section("reserves");
        for (Reserve each : Reserve.values()) {
            reserves.put(each, text(texts, each.key()));
        }
        texts.refuseUnknownKeys();
        YamlSection words = root.section("phrases");
        words.keys().forEach(key -> phrases.put(key, text(words, key)));
        YamlSection guards = root.section("guards");
        for (Circumstance each : Circumstance.values()) {
            circumstances.put(each, label(guards, each.code()));
        }
        practice = label(guards, "same-practice");
        strengths = label(guards, "strengths-together");
        agonist = label(guards, "agonist-treatment");
        cough = label(guards, "cough-medicine");
        told = label(guards, "told-before");
        onTrial = label(guards, "on-trial");
        guards.refuseUnknownKeys();
        heeded = text(root, "heeded");
        notConsidered = text(root, "not-considered");
        notRaised = text(root, "not-raised");
        root.refuseUnknownKeys();
    }

    static SharedWording fromClassPath() {
        return new SharedWording(YamlSection.parse("wording.yaml", new PackagedFile("wording.yaml").text()));
    }

    private static BilingualText text(YamlSection parent, String key) {
        YamlSection section = parent.section(key);
        return new BilingualText(section.text("en"), section.text("fr"));
    }

    private static Label label(YamlSection parent, String key) {
        return new Label(key, text(parent, key));
    }

    /** The text with its numbers, phrases in its own language. */
    BilingualText fill(BilingualText text, Map<String, Object> values) {
        return new BilingualText(
                text.with(inOneLanguage(values, true)).en(),
                text.with(inOneLanguage(values, false)).fr());
    }

    private Map<String, Object> inOneLanguage(Map<String, Object> values, boolean english) {
        Map<String, Object> filled = new TreeMap<>(values);
        filled.replaceAll((name, value) -> !english
                        && value instanceof String text
                        && DECIMAL.matcher(text).matches()
                ? text.replace('.', ',')
                : value);
        filled.replaceAll((name, value) -> value instanceof Phrase(String key) ? word(key, filled, english) : value);
        return filled;
    }

    /** The English word for what numbers hold, for programs. */
    String plain(Object value) {
        return value instanceof Phrase(String key) ? key : String.valueOf(value);
    }

    /** With its numbers, which are those of the sentence. */
    private String word(String key, Map<String, Object> values, boolean english) {
        BilingualText text = phrases.get(key);
        if (text == null) {
            throw new IllegalArgumentException("wording.yaml has no phrase " + key);
        }
        BilingualText filled = text.with(values);
        return english ? filled.en() : filled.fr();
    }

    /**
     * What is said beside the sentence.
     *
     * @param heededBits circumstances that hold, as bits
     */
    List<BilingualText> limits(Proof proof, Guards guards, int heededBits, int unknownBits, boolean practiceUnknown) {
        List<BilingualText> limits = new ArrayList<>();
        reserves.forEach((reserve, text) -> {
            if (proof.reserve(reserve) > 0) {
                limits.add(text.with(Map.of("unknown", proof.reserve(reserve))));
            }
        });
        if (heededBits != 0) {
            limits.add(listing(heeded, labels(heededBits)));
        }
        List<Label> unknown = labels(unknownBits);
        if (guards.mergesPractices() && practiceUnknown) {
            unknown.addFirst(practice);
        }
        if (!unknown.isEmpty()) {
            limits.add(listing(notConsidered, unknown));
        }
        return limits;
    }

    /** Why a rule that would be broken was not raised. */
    BilingualText notRaised(List<Label> because) {
        return listing(notRaised, because);
    }

    Label strengths() {
        return strengths;
    }

    Label practice() {
        return practice;
    }

    /** Whatever these guards leave out or count once. */
    List<Label> all(Guards guards) {
        List<Label> all = labels(guards.leaveOut() | (guards.mergesParts() ? Circumstance.PART_FILL.bit() : 0));
        if (guards.mergesPractices()) {
            all.add(practice);
        }
        if (guards.mergesStrengths()) {
            all.add(strengths);
        }
        return all;
    }

    /** By an earlier finding of the rule. */
    Label told() {
        return told;
    }

    /** Rules that are counted and tell nobody. */
    Label onTrial() {
        return onTrial;
    }

    /** @param bits of circumstances, agonist treatment and cough medicines */
    List<Label> labels(int bits) {
        List<Label> labels = new ArrayList<>();
        Circumstance.of(bits).forEach(each -> labels.add(Objects.requireNonNull(circumstances.get(each))));
        if ((bits & Marks.AGONIST) != 0) {
            labels.add(agonist);
        }
        if ((bits & Marks.COUGH) != 0) {
            labels.add(cough);
        }
        return labels;
    }

    private static BilingualText listing(BilingualText text, List<Label> items) {
        String en = items.stream().map(item -> item.text().en()).collect(Collectors.joining(", "));
        String fr = items.stream().map(item -> item.text().fr()).collect(Collectors.joining(", "));
        return new BilingualText(
                text.with(Map.of("what", en)).en(),
                text.with(Map.of("what", fr)).fr());
    }
}
