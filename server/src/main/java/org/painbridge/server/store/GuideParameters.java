package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The search parameters that the implementation guide on the class path adds to those of R4. */
final class GuideParameters {
    private static final String ROOT = "/org/painbridge/profiles/";

    private final ObjectMapper json = new ObjectMapper();

    /** @throws IllegalStateException where one lacks what an index needs */
    List<SearchParameter> all() {
        List<SearchParameter> parameters = new ArrayList<>();
        for (JsonNode file : json("index.json").path("files")) {
            if (file.path("resourceType").asText().equals("SearchParameter")) {
                parameters.addAll(parameters(json(file.path("filename").asText())));
            }
        }
        return parameters;
    }

    /** One for each type that the definition is for. */
    static List<SearchParameter> parameters(JsonNode definition) {
        String code = definition.path("code").asText();
        String expression = definition.path("expression").asText();
        RestSearchParameterTypeEnum kind =
                RestSearchParameterTypeEnum.forCode(definition.path("type").asText());
        boolean known = kind != null && SearchParameters.INDEXED.contains(kind);
        if (!known || code.isBlank() || expression.isBlank()) {
            throw new IllegalStateException(
                    "A search parameter of the guide needs a code, an expression and a type that is indexed: "
                            + definition.path("url").asText());
        }
        Set<String> targets = new TreeSet<>();
        definition.path("target").forEach(target -> targets.add(target.asText()));
        List<SearchParameter> parameters = new ArrayList<>();
        for (JsonNode base : definition.path("base")) {
            String type = base.asText();
            parameters.add(new SearchParameter(
                    type,
                    code,
                    kind,
                    expression,
                    NameIds.of(type + "." + code),
                    targets,
                    definition.path("description").asText()));
        }
        return parameters;
    }

    private JsonNode json(String file) {
        try (InputStream bytes = GuideParameters.class.getResourceAsStream(ROOT + file)) {
            if (bytes == null) {
                throw new IllegalStateException("The guide lacks " + file);
            }
            return json.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
