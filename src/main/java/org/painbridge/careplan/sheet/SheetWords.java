package org.painbridge.careplan.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The words of a sheet in one language, from {@code sheet-words.yaml}. */
public record SheetWords(String language, Map<String, String> words) {
    /** The languages that there are. */
    public static final Set<String> LANGUAGES = Set.of("en", "fr");

    private static final String FILE = "/org/painbridge/careplan/sheet-words.yaml";

    public SheetWords {
        words = Map.copyOf(words);
    }

    /** @throws IllegalArgumentException if there are none in that language */
    public static SheetWords of(String language) {
        try (InputStream file = Objects.requireNonNull(SheetWords.class.getResourceAsStream(FILE), FILE)) {
            Map<String, Map<String, Object>> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, Object> words = all.get(language);
            if (words == null) {
                throw new IllegalArgumentException("No words in " + language);
            }
            return new SheetWords(
                    language,
                    words.entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, word -> String.valueOf(word.getValue()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if the file lacks it, which a test excludes */
    public String say(String key) {
        String word = words.get(key);
        if (word == null) {
            throw new IllegalArgumentException(FILE + " has no " + key + " in " + language);
        }
        return word;
    }

    /** A code in words; the code itself where there are none. */
    public String code(String kind, String code) {
        return words.getOrDefault(kind + "." + code, code);
    }
}
