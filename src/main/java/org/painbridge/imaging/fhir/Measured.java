package org.painbridge.imaging.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Measure;
import org.painbridge.imaging.Measurement;
import org.painbridge.imaging.Measurement.Relation;

/** A measured value, or a limit of it ({@code <5}). A unit in words or one that is not known is no number to us. */
record Measured(@Nullable Type value) {
    private static final String UCUM = "http://unitsofmeasure.org";

    Optional<Measurement> in(@Nullable Measure measure) {
        if (measure == null
                || !(value instanceof Quantity quantity)
                || !quantity.hasValue()
                || !quantity.hasCode()
                || !UCUM.equals(quantity.getSystem())) {
            return Optional.empty();
        }
        return measure.read(quantity.getValue(), quantity.getCode())
                .map(number -> new Measurement(number, relation(quantity)));
    }

    private static Relation relation(Quantity quantity) {
        return switch (quantity.getComparator()) {
            case LESS_THAN -> Relation.BELOW;
            case LESS_OR_EQUAL -> Relation.AT_MOST;
            case GREATER_OR_EQUAL -> Relation.AT_LEAST;
            case GREATER_THAN -> Relation.ABOVE;
            case NULL -> Relation.EQUAL;
            case null -> Relation.EQUAL;
        };
    }
}
