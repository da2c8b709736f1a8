package org.painbridge.server.patch;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Base;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * A reference that is sent, and where: in a bundle it may lead to another entry, and then it has to be changed.
 *
 * @param place of the problem that it may turn out to be: {@code [2].value.reference}
 * @param value as it was sent
 * @param change lets it lead elsewhere; may be called again
 */
public record SentReference(String place, String value, Consumer<String> change) {

    /**
     * Every reference below the node that has a value.
     *
     * @param place of the node itself
     */
    public static List<SentReference> in(Base node, String place) {
        return in(node, place, link -> {});
    }

    /** @param links as of {@link PlacedReference#in(Base, String, Consumer)} */
    public static List<SentReference> in(Base node, String place, Consumer<Base> links) {
        return PlacedReference.in(node, place, links).stream()
                .filter(placed -> placed.reference().getReferenceElement_().hasValue())
                .map(SentReference::of)
                .toList();
    }

    private static SentReference of(PlacedReference placed) {
        String value =
                Objects.requireNonNull(placed.reference().getReferenceElement_().getValue());
        return new SentReference(placed.path(), value, placed.reference()::setReference);
    }

    /** Whether it leads to a resource contained in its own ({@code #x}). */
    public boolean staysInside() {
        return value.startsWith("#");
    }
}
