package org.painbridge.clinical;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The content of the terminology module, read from the class path. Value sets and tables are read at the first
 * question and kept by whoever asked: engines receive them through their constructors.
 */
public final class Terminology {
    private static final String ROOT = "/org/painbridge/terminology/";

    private final Map<String, String> files = new HashMap<>();

    public Terminology() {
        for (Map<String, Object> file : maps(json("index.json"), "files")) {
            files.put(text(file, "url"), text(file, "filename"));
        }
    }

    /**
     * One line of a concept map.
     *
     * @param equivalence of the target, as seen from the source: {@code equivalent}, {@code wider}, ...
     */
    public record Mapping(Code source, Code target, String equivalence) {}

    /**
     * The enumerated codes of a value set.
     *
     * @throws IllegalArgumentException if no value set of this module has the canonical
     */
    public CodeSet codeSet(String canonical) {
        Map<String, Object> valueSet = artifact(canonical);
        if (!"ValueSet".equals(valueSet.get("resourceType"))) {
            throw new IllegalArgumentException("Not a value set: " + canonical);
        }
        Map<String, Object> compose = map(valueSet, "compose");
        Set<Code> codes = maps(compose, "include").stream()
                .flatMap(include -> maps(include, "concept").stream()
                        .map(concept -> Code.of(text(include, "system"), text(concept, "code"))))
                .collect(Collectors.toUnmodifiableSet());
        return new CodeSet(canonical, text(valueSet, "version"), codes);
    }

    /**
     * The lines of a concept map.
     *
     * @throws IllegalArgumentException if no concept map of this module has the canonical
     */
    public List<Mapping> conceptMap(String canonical) {
        return maps(artifact(canonical), "group").stream()
                .flatMap(group -> maps(group, "element").stream()
                        .flatMap(element -> maps(element, "target").stream()
                                .map(target -> new Mapping(
                                        Code.of(text(group, "source"), text(element, "code")),
                                        Code.of(text(group, "target"), text(target, "code")),
                                        text(target, "equivalence")))))
                .toList();
    }

    private Map<String, Object> artifact(String canonical) {
        String file = files.get(canonical);
        if (file == null) {
            throw new IllegalArgumentException("Not in the terminology module: " + canonical);
        }
        return json(file);
    }

    /** The rows of {@code tables/<name>.csv}, each by the column names of its header. */
    public List<Map<String, String>> table(String name) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream bytes = open("tables/" + name + ".csv");
                var reader = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            return format.parse(reader).stream().map(CSVRecord::toMap).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> json(String file) {
        try (InputStream bytes = open(file)) {
            // JSON is YAML; one reader serves both, and FHIR content needs no more than maps, lists and text.
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String file) {
        InputStream bytes = Terminology.class.getResourceAsStream(ROOT + file);
        if (bytes == null) {
            throw new IllegalArgumentException("No file " + file + " in the terminology module");
        }
        return bytes;
    }

    private static String text(Map<String, Object> object, String name) {
        return String.valueOf(object.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Map<String, Object> object, String name) {
        return (List<Map<String, Object>>) object.getOrDefault(name, List.of());
    }
}
