package org.painbridge.dispensing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules in use, read once from their files. */
public final class RuleSet {
    private final List<Rule> rules;

    private RuleSet(List<Rule> rules) {
        this.rules = rules;
    }

    /** The rules that come with this library: rules/index.yaml and the files it names. */
    public static RuleSet fromClassPath() {
        YamlSection index = YamlSection.parse("index.yaml", new PackagedFile("rules/index.yaml").text());
        Map<String, String> files = new LinkedHashMap<>();
        index.texts("files").forEach(file -> files.put(file, new PackagedFile("rules/" + file).text()));
        return parse(files);
    }

    /**
     * Rules of a site's own.
     *
     * @param files YAML text by file name
     * @throws RuleFileException if a file is not a rule
     * @throws IllegalArgumentException if two files define one rule
     */
    public static RuleSet parse(Map<String, String> files) {
        List<Rule> rules = files.entrySet().stream()
                .map(file -> RuleReader.read(file.getKey(), file.getValue()))
                .toList();
        Map<String, Long> uses = rules.stream()
                .collect(Collectors.groupingBy(rule -> rule.info().key().id(), Collectors.counting()));
        uses.forEach((id, times) -> {
            if (times > 1) {
                throw new IllegalArgumentException("Two files define the rule " + id + ": " + files.keySet());
            }
        });
        return new RuleSet(rules);
    }

    public List<RuleInfo> rules() {
        return rules.stream().map(Rule::info).toList();
    }

    /** Calendar days a dispense's evaluation may look back at, its own day included. */
    public int lookBackDays() {
        return rules.stream()
                .filter(rule -> !rule.isOff())
                .mapToInt(Rule::lookBackDays)
                .max()
                .orElse(1);
    }

    List<Rule> all() {
        return rules;
    }
}
