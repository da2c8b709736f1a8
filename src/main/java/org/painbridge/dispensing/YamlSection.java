package org.painbridge.dispensing;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A mapping of a YAML file that knows its line, so that whatever is wrong with it can be said precisely. */
final class YamlSection {
    private final String file;
    private final int line;
    private final Map<String, Node> nodes;
    private final Set<String> read = new HashSet<>();

    private YamlSection(String file, Node node) {
        this.file = file;
        this.line = lineOf(node);
        this.nodes = entries(node);
    }

    /** @throws RuleFileException if the text is not YAML or not a mapping */
    static YamlSection parse(String file, String text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new RuleFileException(file, 1, "the file is empty");
            }
            return new YamlSection(file, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RuleFileException(file, line, "not YAML: " + e.getProblem());
        }
    }

    boolean has(String key) {
        return nodes.containsKey(key);
    }

    Set<String> keys() {
        return nodes.keySet();
    }

    YamlSection section(String key) {
        return new YamlSection(file, node(key));
    }

    /** The mappings of a list. */
    List<YamlSection> sections(String key) {
        return items(key).stream().map(item -> new YamlSection(file, item)).toList();
    }

    String text(String key) {
        return scalar(node(key));
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    List<String> texts(String key) {
        return items(key).stream().map(this::scalar).toList();
    }

    Optional<YamlSection> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    boolean isList(String key) {
        return node(key) instanceof SequenceNode;
    }

    int wholeNumber(String key) {
        return parsed(key, text -> new BigDecimal(text).intValueExact(), "a whole number");
    }

    /** The text as a value; what {@code parser} refuses is refused with its line. */
    <T> T parsed(String key, Function<String, T> parser, String wanted) {
        try {
            return parser.apply(text(key));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw refuse(key, key + " must be " + wanted + ", not \"" + text(key) + "\"");
        }
    }

    /** @throws RuleFileException if the section has a key that nothing asked for: most likely a misspelt one */
    void refuseUnknownKeys() {
        for (String key : nodes.keySet()) {
            if (!read.contains(key)) {
                throw refuse(key, "unknown key " + key);
            }
        }
    }

    RuleFileException refuse(String key, String reason) {
        Node node = nodes.get(key);
        return new RuleFileException(file, node == null ? line : lineOf(node), reason);
    }

    private Node node(String key) {
        read.add(key);
        Node node = nodes.get(key);
        if (node == null) {
            throw new RuleFileException(file, line, key + " is missing");
        }
        return node;
    }

    private List<Node> items(String key) {
        if (node(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw refuse(key, key + " must be a list");
    }

    private String scalar(Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw new RuleFileException(file, lineOf(node), "a text or number is wanted here");
    }

    private Map<String, Node> entries(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            throw new RuleFileException(file, lineOf(node), "keys and values are wanted here");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw new RuleFileException(file, lineOf(tuple.getKeyNode()), key + " is given twice");
            }
        }
        return entries;
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
