package org.painbridge.imaging;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
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
            String key = text(tuple.getKeyNode());
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new RuleFileException(file, line(tuple.getKeyNode()), "the key " + key + " is there twice");
            }
        }
        unread.addAll(values.keySet());
    }

    /** Refuses aliases, which can blow a small file up without end, along with all that is no YAML. */
    static YamlMap parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        try {
            Yaml yaml = new Yaml(
                    new SafeConstructor(options), new Representer(new DumperOptions()), new DumperOptions(), options);
            for (Event event : yaml.parse(new StringReader(text))) {
                if (event instanceof AliasEvent) {
                    throw new RuleFileException(file, event.getStartMark().getLine() + 1, "aliases are not read");
                }
            }
            Node root = yaml.compose(new StringReader(text));
            if (root == null) {
                throw new RuleFileException(file, 1, "the file is empty");
            }
            return new YamlMap(file, root);
        } catch (MarkedYAMLException e) {
            int at = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new RuleFileException(file, at, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new RuleFileException(file, 1, "not YAML: " + e.getMessage());
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
        return text(require(key));
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

    /** What a file names and something else knows; what that refuses, is refused with its line. */
    <T> T found(String key, Supplier<T> lookUp) {
        try {
            return lookUp.get();
        } catch (IllegalArgumentException e) {
            throw refuse(key, String.valueOf(e.getMessage()));
        }
    }

    boolean flag(String key) {
        return has(key) && Boolean.parseBoolean(scalar(require(key), Tag.BOOL, "true or false"));
    }

    /** A whole number between two limits, both included. */
    int integer(String key, int least, int most) {
        String text = scalar(require(key), Tag.INT, "a whole number");
        if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw refuse(key, "expected a whole number from " + least + " to " + most + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    /** A number, with or without a fraction, never below zero. */
    BigDecimal decimal(String key) {
        Node node = require(key);
        String text = scalar(node, node.getTag().equals(Tag.FLOAT) ? Tag.FLOAT : Tag.INT, "a number");
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw refuse(key, "expected a number such as 0.5, not " + text);
        }
        return new BigDecimal(text);
    }

    /** A time of whole days or longer, as ISO 8601 writes it, such as {@code P42D}. */
    Period period(String key) {
        String text = text(key);
        if (!text.matches("P(?=[0-9]*[1-9])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?")) {
            throw refuse(key, "expected a time such as P42D, not " + text);
        }
        return value(key, Period::parse);
    }

    YamlMap map(String key) {
        return new YamlMap(file, require(key));
    }

    Optional<YamlMap> optionalMap(String key) {
        return has(key) ? Optional.of(map(key)) : Optional.empty();
    }

    List<YamlMap> maps(String key) {
        return sequence(key).stream().map(node -> new YamlMap(file, node)).toList();
    }

    List<String> texts(String key) {
        return sequence(key).stream().map(this::text).toList();
    }

    /** The key, of which there has to be at least one item. */
    String atLeastOne(String key) {
        require(key);
        if (sequence(key).isEmpty()) {
            throw refuse(key, "expected at least one");
        }
        return key;
    }

    Localized localized(String key) {
        YamlMap texts = map(key);
        Localized localized = new Localized(texts.text("en"), texts.text("fr"));
        texts.close();
        return localized;
    }

    Optional<Localized> optionalLocalized(String key) {
        return has(key) ? Optional.of(localized(key)) : Optional.empty();
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
        if (!has(key)) {
            return List.of();
        }
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

    /** YAML 1.1 takes a plain date for a moment; to us, as to YAML 1.2, it is a text. */
    private String text(Node node) {
        String text = scalar(node, node.getTag().equals(Tag.TIMESTAMP) ? Tag.TIMESTAMP : Tag.STR, "a text");
        if (text.isBlank()) {
            throw new RuleFileException(file, line(node), "expected a text");
        }
        return text;
    }

    private String scalar(Node node, Tag tag, String expected) {
        if (!(node instanceof ScalarNode scalar) || !tag.equals(tag(scalar))) {
            throw new RuleFileException(file, line(node), "expected " + expected);
        }
        return scalar.getValue();
    }

    /** Of the many words of YAML 1.1 for yes and no only true and false are taken for such. */
    private static Tag tag(ScalarNode scalar) {
        boolean oldWord = scalar.getTag().equals(Tag.BOOL) && !scalar.getValue().matches("true|false");
        return oldWord ? Tag.STR : scalar.getTag();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
