package org.painbridge.imaging;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published schemas, as an editor would apply them to a file of a pack. */
final class RuleFileSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Schema> SCHEMAS = new LinkedHashMap<>();

    private RuleFileSchema() {}

    /** @param file as the pack names it: {@code rules/low-back-pain.yaml} */
    static List<String> errors(String file, String yaml) {
        String kind = file.contains("/") ? file.substring(0, file.indexOf('/')) : file.replace(".yaml", "");
        return texts(SCHEMAS.computeIfAbsent(kind, name -> REGISTRY.getSchema(text(name)))
                .validate(json(yaml)));
    }

    /** What JSON Schema itself says about one of our schemas. */
    static List<String> errorsOf(String kind) {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        return texts(meta.validate(JSON.readTree(text(kind))));
    }

    private static List<String> texts(List<Error> errors) {
        return errors.stream().map(Error::toString).toList();
    }

    private static String text(String kind) {
        return PackFiles.shipped().read("schema/" + kind + ".schema.json");
    }

    private static JsonNode json(String yaml) {
        LoaderOptions options = new LoaderOptions();
        return JSON.valueToTree(value(new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml))));
    }

    /** By the scalars of YAML 1.2, which editors use: only true and false are truth values, a date is a text. */
    private static Object value(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, Object> object = new LinkedHashMap<>();
                mapping.getValue()
                        .forEach(entry ->
                                object.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode())));
                yield object;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream().map(item -> value(item)).toList();
            case ScalarNode scalar -> value(scalar);
            default -> throw new IllegalArgumentException("Not a value: " + node.getTag());
        };
    }

    private static Object value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return null;
        }
        if (scalar.getTag().equals(Tag.BOOL) && text.matches("true|false")) {
            return Boolean.valueOf(text);
        }
        if (scalar.getTag().equals(Tag.INT)) {
            return Long.valueOf(text);
        }
        return scalar.getTag().equals(Tag.FLOAT) ? Double.valueOf(text) : text;
    }
}
