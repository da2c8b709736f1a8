package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.fhir.PlacedReference;

/** The entries of a pushed bundle, and where a reference in one of them leads. */
final class Entries {
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, String> keyByAddress = new HashMap<>();

    Entries(Bundle bundle, String path) {
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            if (entry.hasResource()) {
                add(entry, path + ".entry[" + i + "].resource");
            }
        }
    }

    private void add(BundleEntryComponent component, String path) {
        Resource resource = component.getResource();
        String address = address(resource);
        String first = component.hasFullUrl() ? component.getFullUrl() : address.isEmpty() ? path : address;
        // A relative address that was seen before gives its key again, so that the check reports the pair.
        String key = address.isEmpty() ? first : keyByAddress.getOrDefault(address, first);
        keyByAddress.putIfAbsent(first, key);
        if (!address.isEmpty()) {
            keyByAddress.putIfAbsent(address, key);
        }
        // HAPI ties references to the entries they name and, on encoding, would contain those in each other.
        PlacedReference.in(resource, path).forEach(placed -> placed.reference().setResource(null));
        entries.add(new Entry(key, path, resource));
    }

    /** {@code Goal/g1}; empty without an id of its own (HAPI copies a urn fullUrl into the id). */
    private static String address(Resource resource) {
        IdType id = resource.getIdElement();
        return id.hasIdPart() && !id.getValue().startsWith("urn:") ? resource.fhirType() + "/" + id.getIdPart() : "";
    }

    List<Entry> list() {
        return List.copyOf(entries);
    }

    /** Where the reference leads. */
    Target target(PlacedReference placed) {
        Reference reference = placed.reference();
        if (!reference.hasReference()) {
            return named(reference, placed.typeIfUntold());
        }
        String text = reference.getReference();
        IdType id = new IdType(text);
        String versionless = id.hasIdPart() ? id.toVersionless().getValue() : text;
        String key = keyByAddress.getOrDefault(text, keyByAddress.get(versionless));
        if (key != null) {
            return new Target.Local(key);
        }
        boolean address = id.hasResourceType() && id.hasIdPart() && !id.isAbsolute();
        return address ? new Target.Literal(id.getResourceType(), id.getIdPart()) : new Target.Dangling();
    }

    private static Target named(Reference reference, String typeIfUntold) {
        Identifier identifier = reference.getIdentifier();
        String type = reference.hasType() ? reference.getType() : typeIfUntold;
        return type.isEmpty() || !identifier.hasSystem() || !identifier.hasValue()
                ? new Target.Described()
                : new Target.Logical(type, identifier.getSystem(), identifier.getValue());
    }
}
