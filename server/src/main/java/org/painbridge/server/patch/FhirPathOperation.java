package org.painbridge.server.patch;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/**
 * One operation of a FHIRPath Patch.
 *
 * @param index its place in the patch, from 0
 * @param parts all that it needs, by name; no others
 * @param size about how many characters its value has
 */
record FhirPathOperation(int index, Kind kind, ResourcePath path, Map<String, SentPart> parts, long size) {

    enum Kind {
        ADD("name", "value"),
        INSERT("value", "index"),
        DELETE,
        REPLACE("value"),
        MOVE("source", "destination");

        private final List<String> needs;

        Kind(String... needs) {
            this.needs = List.of(needs);
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    FhirPathOperation {
        parts = Map.copyOf(parts);
    }

    static FhirPathOperation of(int index, ParametersParameterComponent sent, long size, FHIRPathEngine engine) {
        SentPart operation = new SentPart("Parameters.parameter[" + index + "]", sent);
        if (!operation.name().equals("operation")) {
            throw PatchProblem.malformed(operation.place(), "A FHIRPath Patch has no parameters but operation");
        }
        Map<String, SentPart> parts = new HashMap<>();
        for (SentPart part : operation.parts()) {
            if (parts.put(part.name(), part) != null) {
                throw PatchProblem.malformed(part.place(), "Operation [" + index + "] has two parts " + part.name());
            }
        }
        Kind kind = kind(require(operation, index, parts, "type"));
        ResourcePath path = path(require(operation, index, parts, "path"), engine);
        kind.needs.forEach(name -> require(operation, index, parts, name));
        parts.keySet().removeAll(List.of("type", "path"));
        parts.forEach((name, part) -> check(kind, part));
        return new FhirPathOperation(index, kind, path, parts, size);
    }

    private static SentPart require(SentPart operation, int index, Map<String, SentPart> parts, String name) {
        SentPart part = parts.get(name);
        if (part == null) {
            throw PatchProblem.malformed(operation.place(), "Operation [" + index + "] has no part " + name);
        }
        return part;
    }

    private static Kind kind(SentPart type) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.word().equals(type.text()))
                .findFirst()
                .orElseThrow(() -> PatchProblem.malformed(
                        type.place(), "The type of an operation is add, insert, delete, replace or move"));
    }

    private static ResourcePath path(SentPart sent, FHIRPathEngine engine) {
        try {
            return ResourcePath.parse(sent.text(), engine);
        } catch (IllegalArgumentException e) {
            throw PatchProblem.malformed(sent.place(), "The path of an operation " + e.getMessage());
        }
    }

    /** That it belongs to such an operation, and has the right form. */
    private static void check(Kind kind, SentPart part) {
        switch (kind.needs.contains(part.name()) ? part.name() : "") {
            case "name" -> part.text();
            case "index", "source", "destination" -> part.index();
            case "value" -> {}
            default ->
                throw PatchProblem.malformed(
                        part.place(), "An operation " + kind.word() + " has no part " + part.name() + ": leave it out");
        }
    }

    /** One of those that the kind of operation needs. */
    SentPart part(String name) {
        SentPart part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("An operation " + kind.word() + " has no part " + name);
        }
        return part;
    }

    /** The patch does not fit at the path. */
    PatchProblem failed(String why) {
        return failed("Parameters.parameter[" + index + "]", why);
    }

    PatchProblem failed(String place, String why) {
        return PatchProblem.failed(place, "Operation [" + index + "], " + kind.word() + " " + path.text() + ": " + why);
    }
}
