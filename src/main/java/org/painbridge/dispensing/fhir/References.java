package org.painbridge.dispensing.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Follows references of one resource: contained ones by itself, others by asking whoever stores resources. */
final class References {
    private final List<Resource> contained;
    private final Function<Reference, Optional<Resource>> stored;

    References(List<Resource> contained, Function<Reference, Optional<Resource>> stored) {
        this.contained = contained;
        this.stored = stored;
    }

    <T extends Resource> Optional<T> follow(Reference reference, Class<T> type) {
        Optional<Resource> target = isContained(reference) ? contained(reference) : stored(reference);
        return target.filter(type::isInstance).map(type::cast);
    }

    static boolean isContained(Reference reference) {
        return reference.hasReference() && reference.getReference().startsWith("#");
    }

    private Optional<Resource> stored(Reference reference) {
        return reference.hasReference() ? stored.apply(reference) : Optional.empty();
    }

    private Optional<Resource> contained(Reference reference) {
        String id = localId(reference.getReference());
        return contained.stream()
                .filter(resource ->
                        resource.hasId() && localId(resource.getId()).equals(id))
                .findFirst();
    }

    private static String localId(String id) {
        return id.startsWith("#") ? id.substring(1) : id;
    }
}
