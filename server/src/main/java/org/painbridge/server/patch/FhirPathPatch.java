package org.painbridge.server.patch;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;

/** A list of changes to a resource, each where a FHIRPath leads to, made in their order (FHIR R4, fhirpatch.html). */
public final class FhirPathPatch {
    private final FhirContext context;
    private final FHIRPathEngine engine;
    private final List<FhirPathOperation> operations;
    private final PatchLimits limits;

    FhirPathPatch(FhirContext context, FHIRPathEngine engine, List<FhirPathOperation> operations, PatchLimits limits) {
        this.context = context;
        this.engine = engine;
        this.operations = List.copyOf(operations);
        this.limits = limits;
    }

    /**
     * Of the values that it brings.
     *
     * @param type of the resource that is patched
     */
    public List<SentReference> references(String type) {
        FhirPathReferences references = new FhirPathReferences(new ElementTypes(context));
        operations.forEach(operation -> references.look(operation, type));
        return references.found();
    }

    /**
     * Changes the resource. It may be half changed where this fails.
     *
     * @param characters about how many the resource has
     * @throws PatchProblem where an operation cannot be applied
     */
    public void apply(Resource resource, long characters) {
        long looked = 0;
        long size = characters;
        for (FhirPathOperation operation : operations) {
            size += operation.size();
            looked += size * operation.path().cost();
            if (looked > limits.looked()) {
                throw tooCostly(operation);
            }
            apply(operation, new PathWalk(context, engine, operation, resource));
        }
    }

    private void apply(FhirPathOperation operation, PathWalk walk) {
        switch (operation.kind()) {
            case ADD -> add(operation, walk.place());
            case INSERT -> insert(operation, walk.list());
            case DELETE -> delete(operation, walk);
            case REPLACE -> replace(operation, walk.place());
            case MOVE -> move(operation, walk.list());
        }
    }

    private void add(FhirPathOperation operation, Place place) {
        SentPart name = operation.part("name");
        new ElementValues(context).add(operation, name, place.element(), name.text(), operation.part("value"));
    }

    private void insert(FhirPathOperation operation, ElementProperty list) {
        List<IBase> values = new ArrayList<>(list.values());
        int index = index(operation, "index", values.size() + 1);
        values.add(index, new ElementValues(context).of(operation, operation.part("value"), list));
        list.set(values);
    }

    /** Nothing to delete is no error. */
    private static void delete(FhirPathOperation operation, PathWalk walk) {
        List<Place> places = walk.places();
        if (!places.isEmpty()) {
            Place place = walk.only(places);
            ElementProperty property = property(operation, place);
            property.set(place.removed(property));
        }
    }

    private void replace(FhirPathOperation operation, Place place) {
        ElementProperty property = property(operation, place);
        IBase value = new ElementValues(context).of(operation, operation.part("value"), property);
        property.set(place.replacedBy(property, value));
    }

    private static void move(FhirPathOperation operation, ElementProperty list) {
        List<IBase> values = new ArrayList<>(list.values());
        int source = index(operation, "source", values.size());
        int destination = index(operation, "destination", values.size());
        values.add(destination, values.remove(source));
        list.set(values);
    }

    private static ElementProperty property(FhirPathOperation operation, Place place) {
        if (place.property() == null) {
            throw operation.failed("a patch changes elements of a resource, not the resource as a whole");
        }
        return place.property();
    }

    private static int index(FhirPathOperation operation, String name, int end) {
        SentPart part = operation.part(name);
        int index = part.index();
        if (index >= end) {
            String last = end == 0 ? "the list is empty" : (end - 1) + " is the last possible";
            throw operation.failed(part.place(), name + " is " + index + ", but " + last);
        }
        return index;
    }

    private static PatchProblem tooCostly(FhirPathOperation operation) {
        return new PatchProblem(
                ErrorCode.TOO_COSTLY,
                "Parameters.parameter[" + operation.index() + "]",
                "So many paths through a resource of that size cost too much: send fewer operations at once, shorter"
                        + " paths, or the resource by PUT");
    }
}
