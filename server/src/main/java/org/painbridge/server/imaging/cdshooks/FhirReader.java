package org.painbridge.server.imaging.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.HapiRefusals;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.fhirserver.NumberChecks;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WritableText;

/** FHIR JSON to resources. Each is read by itself, so that none carries another, and only those that are of use. */
final class FhirReader {
    /** For the language of the user. */
    private static final String USER = "Practitioner";

    private static final Set<String> CHART = ChartPart.types();

    private final FhirContext context;
    private final JsonChecks checks;

    FhirReader(FhirContext context, JsonChecks checks) {
        this.context = context;
        this.checks = checks;
    }

    /**
     * What stood under a key, or came as an answer.
     *
     * @param failed whether an OperationOutcome says that there is more which could not be had
     * @param next where the next page is
     */
    record Contents(List<Resource> resources, boolean failed, Optional<String> next) {}

    /** @throws RequestProblem where it is no resource of R4 */
    Contents contents(JsonNode node, String where) {
        List<JsonNode> members = members(node);
        List<Resource> resources = new ArrayList<>();
        for (JsonNode member : members) {
            if (CHART.contains(type(member)) || type(member).equals(USER)) {
                resources.add(resource(member, where, checks::checkButTexts, NumberChecks::checkForms));
            }
        }
        return new Contents(
                resources, members.stream().anyMatch(member -> type(member).equals("OperationOutcome")), next(node));
    }

    /**
     * One that is kept with what is said of it.
     *
     * @throws RequestProblem where it is no resource of R4; with the code of that where a string is too long
     */
    Resource order(JsonNode sent, String where) {
        return resource(sent, where, checks::checkResource, NumberChecks::check);
    }

    private Resource resource(JsonNode sent, String where, Predicate<JsonNode> check, Consumer<Resource> closer) {
        JsonNode node = WritableText.of(withoutNarratives(sent));
        try {
            boolean suspicious = check.test(node);
            Resource resource = parsed(node);
            if (suspicious) {
                closer.accept(resource);
            }
            return resource;
        } catch (RequestProblem e) {
            ErrorCode code =
                    e.code() == ErrorCode.VALUE_TOO_LONG ? ErrorCode.VALUE_TOO_LONG : ErrorCode.MALFORMED_RESOURCE;
            throw new RequestProblem(code, where, String.valueOf(e.getMessage()));
        } catch (DataFormatException e) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_RESOURCE, where, "This is not a FHIR R4 resource: " + HapiRefusals.plain(e));
        }
    }

    /** They decide nothing here, and old ones are no XHTML: as for long strings, nothing is left without advice for them. */
    private static JsonNode withoutNarratives(JsonNode sent) {
        if (!(sent instanceof ObjectNode whole) || !(whole.has("text") || whole.has("contained"))) {
            return sent;
        }
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.setAll(whole);
        resource.remove("text");
        if (whole.get("contained") instanceof ArrayNode contained) {
            ArrayNode without = resource.putArray("contained");
            contained.forEach(each -> without.add(withoutNarratives(each)));
        }
        return resource;
    }

    /** Straight from the tree: to write it and read it again took longer than to read it. */
    private Resource parsed(JsonNode node) {
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject((ObjectNode) node);
        return (Resource) ((IJsonLikeParser) context.newJsonParser()).parseResource(structure);
    }

    private static List<JsonNode> members(JsonNode node) {
        if (!type(node).equals("Bundle")) {
            return List.of(node);
        }
        return StreamSupport.stream(node.path("entry").spliterator(), false)
                .map(entry -> entry.path("resource"))
                .toList();
    }

    private static Optional<String> next(JsonNode node) {
        return StreamSupport.stream(node.path("link").spliterator(), false)
                .filter(link -> link.path("relation").asText().equals("next"))
                .map(link -> link.path("url").asText())
                .findFirst();
    }

    private static String type(JsonNode node) {
        return node.path("resourceType").asText();
    }
}
