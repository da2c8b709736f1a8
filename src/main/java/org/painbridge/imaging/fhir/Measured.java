package org.painbridge.imaging.fhir;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Measure;

/** A measured value. A limit ({@code <5}), a unit in words or one that is not known is no number to us. */
record Measured(@Nullable Type value) {
    private static final String UCUM = "http://unitsofmeasure.org";

    Optional<BigDecimal> in(@Nullable Measure measure) {
        if (measure == null
                || !(value instanceof Quantity quantity)
                || !quantity.hasValue()
                || quantity.hasComparator()) {
            return Optional.empty();
        }
        if (!quantity.hasCode() || !UCUM.equals(quantity.getSystem())) {
            return Optional.empty();
        }
        return measure.read(quantity.getValue(), quantity.getCode());
    }
}
