package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.ResourceType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * Has every value of a resource the kind that FHIR R4 gives it in JSON: list or not, object, text, number or truth value?
 * HAPI's parser takes one for the other, drops null, and fails at some of them. What it refuses itself, such as unknown
 * names, is left to it.
 */
final class JsonShape {
    static final String NO_RESOURCE = "The body is no resource of FHIR R4: ";

    private static final String TYPE = "resourceType";
    private static final Set<String> TYPES =
            Arrays.stream(ResourceType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final FhirContext context;
    private final int maxEntries;
    private final boolean anyText;
    private final BaseRuntimeElementDefinition<?> entry;
    private final BaseRuntimeElementCompositeDefinition<?> extension;

    /**
     * @param maxEntries most entries of a bundle: HAPI takes seconds to read some hundred thousand
     * @param anyText whether strings may be longer than FHIR allows, and narratives empty
     */
    JsonShape(FhirContext context, int maxEntries, boolean anyText) {
        this.anyText = anyText;
        this.context = context;
        this.maxEntries = maxEntries;
        this.entry = context.getElementDefinition(BundleEntryComponent.class);
        this.extension = (BaseRuntimeElementCompositeDefinition<?>) context.getElementDefinition(Extension.class);
    }

    /**
     * @param parser at the first token of the value; afterwards at its last
     * @throws RequestProblem with the place of the value that has another kind
     */
    void read(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            resource(parser);
        } else {
            parser.skipChildren();
        }
    }

    /** The type comes first, as a rule; where it does not, the object is looked at again once the type is known. */
    private void resource(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals(TYPE)) {
            parser.nextToken();
            properties(parser, definition(parser));
            return;
        }
        TokenBuffer buffer = new TokenBuffer(parser);
        buffer.writeStartObject();
        BaseRuntimeElementCompositeDefinition<?> type = null;
        for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
            boolean isType = parser.currentName().equals(TYPE);
            buffer.writeFieldName(parser.currentName());
            parser.nextToken();
            type = isType ? definition(parser) : type;
            buffer.copyCurrentStructure(parser);
        }
        buffer.writeEndObject();
        // So that places are told as they are in the body.
        buffer.overrideParentContext(parser.getParsingContext().getParent());
        try (JsonParser again = PlainNumbers.again(buffer.asParserOnFirstToken(), parser)) {
            properties(again, type);
        }
    }

    /** Null for what is no type: HAPI refuses it. */
    private @Nullable BaseRuntimeElementCompositeDefinition<?> definition(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw refusal(parser, TYPE, "a text");
        }
        String name = parser.getText();
        return TYPES.contains(name) ? context.getResourceDefinition(name) : null;
    }

    private void properties(JsonParser parser, @Nullable BaseRuntimeElementCompositeDefinition<?> type)
            throws IOException {
        String value = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (type == extension && (name.startsWith("value") || name.startsWith("_value"))) {
                value = requireOnly(parser, value, name);
            }
            if (name.isEmpty()) {
                throw refusal(parser, "a property without a name", "nothing in FHIR: leave it out");
            }
            if (token == JsonToken.VALUE_NULL) {
                throw refusal(parser, name, "never null: leave it out where there is no value");
            }
            property(parser, type, name);
        }
    }

    /** HAPI would keep the last of several values; extensions of a primitive stand beside it under its name. */
    private static String requireOnly(JsonParser parser, @Nullable String before, String name) {
        String value = name.startsWith("_") ? name.substring(1) : name;
        if (before != null && !before.equals(value)) {
            throw refusal(parser, name, "the second value of an extension, which has one: send another extension");
        }
        return value;
    }

    private void property(JsonParser parser, @Nullable BaseRuntimeElementCompositeDefinition<?> type, String name)
            throws IOException {
        if (name.equals("extension") || name.equals("modifierExtension")) {
            list(parser, name, extension);
        } else if (name.startsWith("_")) {
            shadow(parser, name);
        } else {
            BaseRuntimeChildDefinition child = type == null ? null : type.getChildByName(name);
            BaseRuntimeElementDefinition<?> kind = child == null ? null : child.getChildByName(name);
            if (child == null || kind == null) {
                parser.skipChildren();
            } else if (child.getMax() == 1) {
                one(parser, name, kind);
            } else {
                list(parser, name, kind);
            }
        }
    }

    /** Id and extensions of a primitive, or of each of a list of them. */
    private void shadow(JsonParser parser, String name) throws IOException {
        boolean list = parser.currentToken() == JsonToken.START_ARRAY;
        JsonToken end = JsonToken.END_ARRAY;
        for (JsonToken next = list ? parser.nextToken() : parser.currentToken(); next != end; ) {
            if (next == JsonToken.START_OBJECT) {
                properties(parser, null);
            } else if (!list || next != JsonToken.VALUE_NULL) {
                throw refusal(parser, name, "an object with id or extension");
            }
            next = list ? parser.nextToken() : end;
        }
    }

    private void list(JsonParser parser, String name, BaseRuntimeElementDefinition<?> kind) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw refusal(parser, name, "a list in FHIR: send it as [...], even where there is one");
        }
        for (int count = 1; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            if (kind == entry && count > maxEntries) {
                throw tooManyEntries(parser, count);
            }
            // Null keeps the place of a primitive that has extensions only.
            if (parser.currentToken() != JsonToken.VALUE_NULL || !PrimitiveForms.isPrimitive(kind)) {
                one(parser, name, kind);
            }
        }
    }

    private void one(JsonParser parser, String name, BaseRuntimeElementDefinition<?> kind) throws IOException {
        if (PrimitiveForms.isPrimitive(kind)) {
            PrimitiveForms.check(parser, name, kind, anyText);
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw refusal(parser, name, "an object");
        }
        switch (kind.getChildType()) {
            case RESOURCE, CONTAINED_RESOURCES, CONTAINED_RESOURCE_LIST -> resource(parser);
            case COMPOSITE_DATATYPE, RESOURCE_BLOCK ->
                properties(parser, (BaseRuntimeElementCompositeDefinition<?>) kind);
            default -> parser.skipChildren();
        }
    }

    private RequestProblem tooManyEntries(JsonParser parser, int read) throws IOException {
        int entries = read;
        parser.skipChildren();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            entries++;
            parser.skipChildren();
        }
        return tooManyEntries(maxEntries, entries);
    }

    static RequestProblem tooManyEntries(int most, int entries) {
        return new RequestProblem(
                ErrorCode.TOO_MANY_ENTRIES,
                "Bundle.entry",
                "A bundle has at most " + most + " entries here, this one has " + entries + ": send it in parts");
    }

    /** @param wanted what the property is instead */
    static RequestProblem refusal(JsonParser parser, String name, String wanted) {
        return new RequestProblem(
                ErrorCode.MALFORMED_RESOURCE,
                JsonPlace.of(parser.getParsingContext()),
                NO_RESOURCE + name + " is " + wanted);
    }
}
