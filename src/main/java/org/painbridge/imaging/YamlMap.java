package org.painbridge.imaging;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/** A mapping of a YAML file that knows its lines, so that every refusal can say where. Unknown keys are refused. */
final class YamlMap {
    private final String file;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> unread = new TreeSet<>();

    private YamlMap(String file, Node node) {
        this.file = file;
        this.line = line(node);
        if (!(node instanceof MappingNode mapping)) {
            throw new RuleFileException(file, line, "expected a mapping");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new RuleFileException(file, line(tuple.getKeyNode()), "the key " + key + " is there twice");
            }
        }
        unread.addAll(values.keySet());
    }

    static YamlMap parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Yaml yaml = new Yaml(
                    new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options);
            Node root = yaml.compose(new StringReader(text));
            if (root == null) {
                throw new RuleFileException(file, 1, "the file is empty");
            }
            return new YamlMap(file, root);
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RuleFileException(file, at, "not YAML: " + e.getProblem());
        }
    }

    RuleFileException refuse(String key, String reason) {
        Node node = values.get(key);
        return new RuleFileException(file, node == null ? line : line(node), key + ": " + reason);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        return scalar(require(key));
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A value turned into something; what the turning refuses, is refused with its line. */
    <T> T value(String key, Function<String, T> parse) {
        try {
            return parse.apply(text(key));
        } catch (RuleFileException e) {
            throw e;
        } catch (RuntimeException e) {
            throw refuse(key, String.valueOf(e.getMessage()));
        }
    }

    <T> Optional<T> optional(String key, Function<String, T> parse) {
        return has(key) ? Optional.of(value(key, parse)) : Optional.empty();
    }

    boolean flag(String key) {
        return optional(key, YamlMap::bool).orElse(false);
    }

    private static boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, not " + text);
        };
    }

    YamlMap map(String key) {
        return new YamlMap(file, require(key));
    }

    Optional<YamlMap> optionalMap(String key) {
        return has(key) ? Optional.of(map(key)) : Optional.empty();
    }

    List<YamlMap> maps(String key) {
        return has(key)
                ? sequence(key).stream().map(node -> new YamlMap(file, node)).toList()
                : List.of();
    }

    List<String> texts(String key) {
        return has(key) ? sequence(key).stream().map(this::scalar).toList() : List.of();
    }

    Localized localized(String key) {
        YamlMap texts = map(key);
        Localized localized = new Localized(texts.text("en"), texts.text("fr"));
        texts.close();
        return localized;
    }

    List<String> keys() {
        return new ArrayList<>(values.keySet());
    }

    /** Everything expected has been read: what is left is a typing error. */
    void close() {
        if (!unread.isEmpty()) {
            String key = unread.iterator().next();
            throw refuse(key, "unknown key");
        }
    }

    private List<Node> sequence(String key) {
        if (!(require(key) instanceof SequenceNode sequence)) {
            throw refuse(key, "expected a list");
        }
        return sequence.getValue();
    }

    private Node require(String key) {
        Node node = values.get(key);
        if (node == null) {
            throw refuse(key, "missing");
        }
        unread.remove(key);
        return node;
    }

    private String scalar(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw new RuleFileException(file, line(node), "expected a text");
        }
        return scalar.getValue();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
