package org.painbridge.server.store;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.server.ErrorCode;

/**
 * What every reference of a stored resource keeps to: one under this server's own base is relative, and each leads to a
 * type that R4 allows in its place (the definition of the element, R4 2.3 References).
 */
final class ReferenceRules {
    private static final String ID = "[A-Za-z0-9\\-.]{1,64}";
    private static final Pattern ADDRESS =
            Pattern.compile("(https?://.+/)?([A-Za-z]+)/" + ID + "(?:/_history/" + ID + ")?");
    private static final Pattern HAS_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*:.*");

    private final Map<String, Set<String>> targetsByDefinition = new ConcurrentHashMap<>();
    private final Set<String> types;
    private final String base;

    /**
     * @param types the names of all resource types
     * @param baseUrl this server's own FHIR base
     */
    ReferenceRules(Set<String> types, String baseUrl) {
        this.types = Set.copyOf(types);
        this.base = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    }

    /** Makes references under the own base relative. */
    void localise(Resource resource) {
        PlacedReference.in(resource, resource.fhirType()).forEach(placed -> localise(placed.reference()));
    }

    /**
     * Makes references under the own base relative, and checks where all of them lead.
     *
     * @throws StoreProblem.Invalid for the first that R4 does not allow
     */
    void apply(Resource resource) {
        for (PlacedReference placed : PlacedReference.in(resource, resource.fhirType())) {
            localise(placed.reference());
            String type = type(resource, placed);
            Set<String> targets = targetsByDefinition.computeIfAbsent(placed.definition(), key -> placed.targets());
            if (type != null && !targets.isEmpty() && !targets.contains(type)) {
                throw invalid(
                        ErrorCode.WRONG_REFERENCE_TYPE,
                        placed,
                        "This reference leads to a resource of type " + type + ", R4 allows here: "
                                + String.join(", ", new TreeSet<>(targets)));
            }
        }
    }

    private void localise(Reference reference) {
        String text = reference.getReferenceElement_().getValue();
        if (text != null && text.startsWith(base)) {
            reference.setReference(text.substring(base.length()));
        }
    }

    /** The type of the target; null where the reference does not tell. */
    private @Nullable String type(Resource resource, PlacedReference placed) {
        String stated = placed.reference().getType();
        String text = placed.reference().getReferenceElement_().getValue();
        String led = text == null ? null : typeOf(text, resource, placed);
        if (led != null && types.contains(String.valueOf(stated)) && !led.equals(stated)) {
            throw invalid(
                    ErrorCode.WRONG_REFERENCE_TYPE,
                    placed,
                    "The reference leads to a resource of type " + led + ", its type says " + stated
                            + ": correct one of them");
        }
        return led == null && types.contains(String.valueOf(stated)) ? stated : led;
    }

    private @Nullable String typeOf(String text, Resource resource, PlacedReference placed) {
        if (text.startsWith("#")) {
            return contained(text, resource);
        }
        Matcher address = ADDRESS.matcher(text);
        boolean typed = address.matches() && types.contains(address.group(2));
        if (!typed && !HAS_SCHEME.matcher(text).matches()) {
            throw invalid(
                    ErrorCode.INVALID_REFERENCE,
                    placed,
                    "A reference is Type/id, an absolute URL, or # and the id of a contained resource, not " + text);
        }
        return typed ? address.group(2) : null;
    }

    private static @Nullable String contained(String text, Resource resource) {
        List<Resource> contained =
                resource instanceof DomainResource domain ? domain.getContained() : Collections.emptyList();
        return contained.stream()
                .filter(inner ->
                        text.substring(1).equals(plain(inner.getIdElement().getIdPart())))
                .map(Resource::fhirType)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String plain(@Nullable String id) {
        return id != null && id.startsWith("#") ? id.substring(1) : id;
    }

    private static StoreProblem.Invalid invalid(ErrorCode code, PlacedReference placed, String message) {
        return new StoreProblem.Invalid(code, placed.path(), message);
    }
}
