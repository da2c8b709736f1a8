package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sentences that all rules have in common; wording.yaml. */
final class SharedWording {
    private final Map<Reserve, BilingualText> reserves = new EnumMap<>(Reserve.class);
    private final Map<String, BilingualText> phrases = new TreeMap<>();
    private final Map<Circumstance, BilingualText> circumstances = new EnumMap<>(Circumstance.class);
    private final BilingualText practice;
    private final BilingualText strengths;
    private final BilingualText agonist;
    private final BilingualText cough;
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
            circumstances.put(each, text(guards, each.code()));
        }
        practice = text(guards, "same-practice");
        strengths = text(guards, "strengths-together");
        agonist = text(guards, "agonist-treatment");
        cough = text(guards, "cough-medicine");
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

    /** The text with its numbers, phrases in its own language. */
    BilingualText fill(BilingualText text, Map<String, Object> values) {
        return new BilingualText(
                text.with(inOneLanguage(values, true)).en(),
                text.with(inOneLanguage(values, false)).fr());
    }

    private Map<String, Object> inOneLanguage(Map<String, Object> values, boolean english) {
        Map<String, Object> filled = new TreeMap<>(values);
        filled.replaceAll((name, value) -> value instanceof Phrase(String key) ? word(key, english) : value);
        return filled;
    }

    /** The English word for what numbers hold, for programs. */
    String plain(Object value) {
        return value instanceof Phrase(String key) ? key : String.valueOf(value);
    }

    private String word(String key, boolean english) {
        BilingualText text = phrases.get(key);
        if (text == null) {
            throw new IllegalArgumentException("wording.yaml has no phrase " + key);
        }
        return english ? text.en() : text.fr();
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
        List<BilingualText> unknown = labels(unknownBits);
        if (guards.mergesPractices() && practiceUnknown) {
            unknown.addFirst(practice);
        }
        if (!unknown.isEmpty()) {
            limits.add(listing(notConsidered, unknown));
        }
        return limits;
    }

    /** Why a rule that would be broken was not raised. */
    BilingualText notRaised(List<BilingualText> because) {
        return listing(notRaised, because);
    }

    BilingualText strengths() {
        return strengths;
    }

    BilingualText practice() {
        return practice;
    }

    /** @param bits of circumstances, agonist treatment and cough medicines */
    List<BilingualText> labels(int bits) {
        List<BilingualText> labels = new ArrayList<>();
        Circumstance.of(bits).forEach(each -> labels.add(Objects.requireNonNull(circumstances.get(each))));
        if ((bits & Marks.AGONIST) != 0) {
            labels.add(agonist);
        }
        if ((bits & Marks.COUGH) != 0) {
            labels.add(cough);
        }
        return labels;
    }

    private static BilingualText listing(BilingualText text, List<BilingualText> items) {
        String en = items.stream().map(BilingualText::en).collect(Collectors.joining(", "));
        String fr = items.stream().map(BilingualText::fr).collect(Collectors.joining(", "));
        return new BilingualText(
                text.with(Map.of("what", en)).en(),
                text.with(Map.of("what", fr)).fr());
    }
}
