package org.painbridge.dispensing.fhir;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Quantity;
import org.painbridge.dispensing.DailyMme;
import org.painbridge.dispensing.MmeFigure;

/** Morphine equivalents as a Quantity in UCUM mg/d. */
record MmeQuantity(Quantity quantity) {
    private static final String UCUM = "http://unitsofmeasure.org";

    static MmeQuantity of(DailyMme mme) {
        return new MmeQuantity(new Quantity()
                .setValue(plain(mme.milligramsPerDay()))
                .setUnit("mg/d")
                .setSystem(UCUM)
                .setCode("mg/d"));
    }

    /** What is incomplete says so by its comparator; what is not known at all is no quantity. */
    static Optional<MmeQuantity> of(MmeFigure figure) {
        return switch (figure) {
            case MmeFigure.Exact(DailyMme mme) -> Optional.of(of(mme));
            case MmeFigure.AtLeast(DailyMme mme) -> {
                MmeQuantity known = of(mme);
                known.quantity.setComparator(Quantity.QuantityComparator.GREATER_OR_EQUAL);
                yield Optional.of(known);
            }
            case MmeFigure.Unknown() -> Optional.empty();
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
