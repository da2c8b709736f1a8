package org.painbridge.dispensing.dpd;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which substance an ingredient is, apart from its salt, and of which class. Sources: substances.csv and salts.csv. */
final class Substances {
    private final Map<String, Substance> byName;
    private final Set<String> salts;

    private Substances(Map<String, Substance> byName, Set<String> salts) {
        this.byName = byName;
        this.salts = salts;
    }

    /** @param drugClass code of CodeSystem/monitored-drug-class */
    record Substance(String name, String drugClass) {}

    static Substances fromClassPath() {
        return new Substances(
                WordList.named("substances.csv").lines().stream()
                        .collect(toUnmodifiableMap(
                                line -> line.get("name"),
                                line -> new Substance(line.get("substance"), line.get("class")))),
                WordList.named("salts.csv").lines().stream()
                        .map(line -> line.get("word"))
                        .collect(toUnmodifiableSet()));
    }

    /** @param ingredient as {@code codeine (codeine monohydrate, codeine sulfate trihydrate)} or {@code morphine sulfate} */
    Optional<Substance> find(String ingredient) {
        String name = withoutBrackets(ingredient);
        Substance found = byName.get(name);
        while (found == null && endsWithSalt(name)) {
            name = withoutLastWord(name);
            found = byName.get(name);
        }
        return Optional.ofNullable(found);
    }

    /** The name without brackets and salts. */
    String base(String ingredient) {
        String name = withoutBrackets(ingredient);
        while (endsWithSalt(name)) {
            name = withoutLastWord(name);
        }
        return name;
    }

    private static String withoutBrackets(String ingredient) {
        int bracket = ingredient.indexOf('(');
        return (bracket > 0 ? ingredient.substring(0, bracket) : ingredient).strip();
    }

    private boolean endsWithSalt(String name) {
        return name.indexOf(' ') > 0 && salts.contains(name.substring(name.lastIndexOf(' ') + 1));
    }

    private static String withoutLastWord(String name) {
        return name.substring(0, name.lastIndexOf(' ')).strip();
    }
}
