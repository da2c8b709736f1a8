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

    private final Map<String, String> valueSetFiles = new HashMap<>();

    public Terminology() {
        for (Map<String, Object> file : maps(json("index.json"), "files")) {
            if ("ValueSet".equals(file.get("resourceType"))) {
                valueSetFiles.put(text(file, "url"), text(file, "filename"));
            }
        }
    }

    /**
     * The enumerated codes of a value set.
     *
     * @throws IllegalArgumentException if no value set of this module has the canonical
     */
    public CodeSet codeSet(String canonical) {
        String file = valueSetFiles.get(canonical);
        if (file == null) {
            throw new IllegalArgumentException("No value set " + canonical + " in the terminology module");
        }
        Map<String, Object> valueSet = json(file);
        Map<String, Object> compose = map(valueSet, "compose");
        Set<Code> codes = maps(compose, "include").stream()
                .flatMap(include -> maps(include, "concept").stream()
                        .map(concept -> Code.of(text(include, "system"), text(concept, "code"))))
                .collect(Collectors.toUnmodifiableSet());
        return new CodeSet(canonical, text(valueSet, "version"), codes);
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
