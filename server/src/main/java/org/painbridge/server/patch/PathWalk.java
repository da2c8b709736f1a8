package org.painbridge.server.patch;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.patch.ResourcePath.Step;

/** Goes the path of an operation through a resource. */
final class PathWalk {
    private final FhirContext context;
    private final FHIRPathEngine engine;
    private final FhirPathOperation operation;
    private final Resource resource;

    PathWalk(FhirContext context, FHIRPathEngine engine, FhirPathOperation operation, Resource resource) {
        this.context = context;
        this.engine = engine;
        this.operation = operation;
        this.resource = resource;
    }

    /** All places it leads to. */
    List<Place> places() {
        return from(operation.path().steps());
    }

    /** The one place it leads to. */
    Place place() {
        return only(places());
    }

    /** The list that its last step names, which may be empty. */
    ElementProperty list() {
        List<Step> steps = operation.path().steps();
        if (!(steps.getLast() instanceof Step.Child(String name))) {
            throw operation.failed("the path does not end with the name of a list");
        }
        ElementProperty list = property(only(from(steps.subList(0, steps.size() - 1))), name);
        if (list == null || !list.repeats()) {
            throw operation.failed(name + " is no list there");
        }
        return list;
    }

    Place only(List<Place> places) {
        if (places.size() != 1) {
            throw operation.failed(
                    places.isEmpty()
                            ? "the path leads to nothing"
                            : "the path leads to " + places.size() + " elements: name one, such as by [0] or where()");
        }
        return places.getFirst();
    }

    private List<Place> from(List<Step> steps) {
        List<Place> places = List.of(new Place(null, resource));
        for (Step step : steps) {
            boolean root = step == steps.getFirst() && step.equals(new Step.Child(resource.fhirType()));
            places = root ? places : take(places, step);
        }
        return places;
    }

    private List<Place> take(List<Place> places, Step step) {
        return switch (step) {
            case Step.Child(String name) -> children(places, name);
            case Step.Slice(int from, int to) -> slice(places, from, to);
            case Step.Last() -> slice(places, places.size() - 1, places.size());
            case Step.OfType(String type) ->
                places.stream()
                        .filter(place -> Place.type(place.element()).equals(type))
                        .toList();
            case Step.ExtensionOf(String url) ->
                children(places, "extension").stream()
                        .filter(place -> url.equals(((Extension) place.element()).getUrl()))
                        .toList();
            case Step.Where(ExpressionNode criterion) ->
                places.stream().filter(place -> holds(criterion, place)).toList();
        };
    }

    private static List<Place> slice(List<Place> places, int from, int to) {
        int last = Math.min(to, places.size());
        return from < last && from >= 0 ? places.subList(from, last) : List.of();
    }

    private List<Place> children(List<Place> places, String name) {
        List<Place> children = new ArrayList<>();
        for (Place place : places) {
            ElementProperty property = property(place, name);
            if (property != null) {
                property.values().forEach(value -> children.add(new Place(property, value)));
            } else if (place.property() == null || !place.property().isChoice()) {
                throw operation.failed(Place.type(place.element()) + " has no element " + name);
            }
        }
        return children;
    }

    private @Nullable ElementProperty property(Place place, String name) {
        return ElementProperty.of(context, place.element(), name);
    }

    private boolean holds(ExpressionNode criterion, Place place) {
        return place.element() instanceof Base element && isTrue(evaluated(criterion, element));
    }

    private List<Base> evaluated(ExpressionNode criterion, Base element) {
        try {
            return engine.evaluate(null, resource, resource, element, criterion);
        } catch (RuntimeException e) { // The engine has many for values that it cannot compare, or that are not there.
            throw operation.failed("where(" + criterion + ") cannot be decided for an element there");
        }
    }

    /** A single element that is no boolean counts as true (FHIRPath 2.0.0, 4.5). */
    private static boolean isTrue(List<Base> result) {
        return result.size() == 1 && result.getFirst() instanceof BooleanType answer
                ? Boolean.TRUE.equals(answer.getValue())
                : !result.isEmpty();
    }
}
