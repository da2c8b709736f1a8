package org.painbridge.dispensing.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Follows references of one resource: contained ones by itself, others by asking whoever stores resources. */
final class References {
    private final List<Resource> contained;
    private final Function<Reference, Optional<Resource>> stored;
    private final String baseUrl;

    /** @param baseUrl references under it are relative ones, written out */
    References(List<Resource> contained, Function<Reference, Optional<Resource>> stored, String baseUrl) {
        this.contained = contained;
        this.stored = stored;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    }

    /** Where the reference leads; relative if that is here. */
    IdType id(Reference reference) {
        return new IdType(local(reference));
    }

    <T extends Resource> Optional<T> follow(Reference reference, Class<T> type) {
        Optional<Resource> target = isContained(reference) ? contained(reference) : stored(reference);
        return target.filter(type::isInstance).map(type::cast);
    }

    static boolean isContained(Reference reference) {
        return reference.hasReference() && reference.getReference().startsWith("#");
    }

    private Optional<Resource> stored(Reference reference) {
        String local = local(reference);
        return local == null ? Optional.empty() : stored.apply(new Reference(local));
    }

    private @Nullable String local(Reference reference) {
        String text = reference.getReference();
        return text != null && text.startsWith(baseUrl) ? text.substring(baseUrl.length()) : text;
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
