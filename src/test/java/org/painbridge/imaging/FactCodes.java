package org.painbridge.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The terminology's codes of facts and gates, as the files of the pack define them. */
final class FactCodes {
    private static final Path TERMINOLOGY = Path.of("../terminology");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<Property> PROPERTIES = List.of(
            new Property(
                    "redFlag", "Whether a scenario has it, or what it is a part of, among its red flags", "boolean"),
            new Property(
                    "emergent", "Whether the fact, when met or unknown, forbids a final not appropriate", "boolean"),
            new Property("valueType", "Type of the answer: boolean, date, quantity", "code"));

    private final RuleSet rules;
    private final Set<String> redFlags = new TreeSet<>();

    private record Property(String code, String description, String type) {}

    FactCodes(RuleSet rules) {
        this.rules = rules;
        Deque<String> open = new ArrayDeque<>();
        rules.scenarios().forEach(scenario -> open.addAll(scenario.redFlags()));
        while (!open.isEmpty()) {
            String fact = open.pop();
            if (redFlags.add(fact)) {
                open.addAll(rules.fact(fact).anyOf());
            }
        }
    }

    /** The text each file has to have, by path. What the criteria do not say is kept as it stands. */
    Map<Path, String> files() {
        Map<Path, String> files = new LinkedHashMap<>();
        put(files, "code-systems/imaging-fact.json", this::codeSystem);
        put(files, "value-sets/imaging-fact.json", set -> valueSet(set, fact -> true));
        put(files, "value-sets/imaging-emergent-fact.json", set -> valueSet(set, Fact::emergent));
        put(files, "value-sets/imaging-red-flag.json", set -> valueSet(set, fact -> redFlags.contains(fact.id())));
        put(files, "code-systems/imaging-safety-gate.json", this::gates);
        put(files, "value-sets/imaging-safety-gate.json", this::gateSet);
        return files;
    }

    private record Named(String code, Localized name, Localized text) {}

    private List<Named> named() {
        List<Named> named = new ArrayList<>();
        rules.safety().gates().forEach(gate -> named.add(new Named(gate.id(), gate.title(), gate.text())));
        rules.safety().repeats().ifPresent(one -> named.add(new Named(SafetyIssue.DUPLICATE, one.title(), one.text())));
        rules.safety().dose().ifPresent(one -> named.add(new Named(SafetyIssue.CUMULATIVE, one.title(), one.text())));
        return named;
    }

    private void gates(ObjectNode system) {
        system.put("count", named().size());
        ArrayNode concepts = system.putArray("concept");
        named().forEach(gate -> {
            ObjectNode concept = concepts.addObject();
            concept.put("code", gate.code()).put("display", gate.name().en());
            concept.put("definition", gate.text().en());
            ArrayNode designations = concept.putArray("designation");
            designations
                    .addObject()
                    .put("language", "fr")
                    .put("value", gate.name().fr());
        });
    }

    private void gateSet(ObjectNode set) {
        ArrayNode concepts = ((ObjectNode) set.path("compose").path("include").get(0)).putArray("concept");
        named().forEach(gate -> concepts.addObject()
                .put("code", gate.code())
                .put("display", gate.name().en()));
    }

    private static void put(Map<Path, String> files, String name, Consumer<ObjectNode> change) {
        Path path = TERMINOLOGY.resolve(name);
        ObjectNode artifact = (ObjectNode) JSON.readTree(read(path));
        change.accept(artifact);
        files.put(path, JSON.writer().with(printer()).writeValueAsString(artifact) + "\n");
    }

    /** As the other artifacts are written: a space after the colon only, each item of a list on its own line. */
    private static PrettyPrinter printer() {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
        return printer;
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void codeSystem(ObjectNode system) {
        Collection<Fact> facts = sorted(fact -> true);
        system.put("count", facts.size());
        ArrayNode properties = system.putArray("property");
        PROPERTIES.forEach(property -> properties
                .addObject()
                .put("code", property.code())
                .put("description", property.description())
                .put("type", property.type()));
        ArrayNode concepts = system.putArray("concept");
        facts.forEach(fact -> concept(concepts.addObject(), fact));
    }

    private void concept(ObjectNode concept, Fact fact) {
        concept.put("code", fact.id())
                .put("display", display(fact))
                .put("definition", fact.question().en());
        ArrayNode designations = concept.putArray("designation");
        fact.name()
                .ifPresent(
                        name -> designations.addObject().put("language", "fr").put("value", name.fr()));
        designations
                .addObject()
                .put("language", "fr")
                .put("value", fact.question().fr());
        ArrayNode properties = concept.putArray("property");
        properties.addObject().put("code", "redFlag").put("valueBoolean", redFlags.contains(fact.id()));
        properties.addObject().put("code", "emergent").put("valueBoolean", fact.emergent());
        properties
                .addObject()
                .put("code", "valueType")
                .put("valueCode", fact.type().name().toLowerCase(Locale.ROOT));
    }

    private void valueSet(ObjectNode set, Predicate<Fact> member) {
        ArrayNode concepts = ((ObjectNode) set.path("compose").path("include").get(0)).putArray("concept");
        sorted(member)
                .forEach(fact -> concepts.addObject().put("code", fact.id()).put("display", display(fact)));
    }

    private Collection<Fact> sorted(Predicate<Fact> member) {
        return rules.facts().values().stream()
                .filter(member)
                .sorted(Comparator.comparing(Fact::id))
                .collect(Collectors.toList());
    }

    private static String display(Fact fact) {
        String words = fact.id().replace('-', ' ');
        return fact.name().map(Localized::en).orElse(Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
}
