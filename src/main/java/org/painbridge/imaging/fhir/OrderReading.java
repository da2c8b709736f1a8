package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.MissingElement;

/** What came of reading an order. */
sealed interface OrderReading {
    /** @param leftOut data that could not be used */
    record Complete(ImagingOrder order, List<MissingElement> leftOut) implements OrderReading {}

    /** @param known what is known where it is sure whom it is for and which examination it is */
    record Incomplete(List<MissingElement> missing, Optional<ImagingOrder> known, List<MissingElement> leftOut)
            implements OrderReading {}
}
