package org.painbridge.careplan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What is looked at in a taper, from {@code opioid-taper.yaml}.
 *
 * @param naloxoneFrom oral morphine equivalents, {@code mg/d}, from which a plan has naloxone or says why not
 * @param tolerance by how much a dose may differ from what its step aims at, in percent of that
 */
public record TaperRules(String version, Map<String, Rule> rules, BigDecimal naloxoneFrom, BigDecimal tolerance) {
    private static final String FILE = "opioid-taper.yaml";

    /**
     * @param text what it says to the sender, with names in braces
     * @param source document and place
     */
    public record Rule(String text, String source) {
        public Rule {
            if (text.isBlank() || source.isBlank()) {
                throw new IllegalArgumentException("A rule of " + FILE + " needs a text and a source");
            }
        }
    }

    public TaperRules {
        rules = Map.copyOf(rules);
    }

    /** @throws IllegalArgumentException if the file that this library carries is not right */
    public static TaperRules read() {
        try (InputStream file = Objects.requireNonNull(TaperRules.class.getResourceAsStream(FILE), FILE)) {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            Map<String, Rule> rules = new HashMap<>();
            Map<?, ?> all = section(root, "rules");
            all.keySet().forEach(id -> rules.put(String.valueOf(id), rule(section(all, id))));
            return new TaperRules(
                    text(root, "version"),
                    rules,
                    new BigDecimal(text(section(all, "T4"), "threshold")),
                    new BigDecimal(text(section(all, "T6"), "tolerance")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Rule rule(String id) {
        return Objects.requireNonNull(rules.get(id), id);
    }

    private static Rule rule(Map<?, ?> rule) {
        return new Rule(text(rule, "en"), text(rule, "source"));
    }

    private static Map<?, ?> section(Map<?, ?> map, Object key) {
        if (map.get(key) instanceof Map<?, ?> section) {
            return section;
        }
        throw new IllegalArgumentException(FILE + " has no section " + key);
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException(FILE + " lacks " + key);
        }
        return value.toString();
    }
}
