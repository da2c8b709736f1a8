package org.painbridge.imaging.fhir;

import java.util.List;
import org.painbridge.imaging.ImagingOrder;
import org.painbridge.imaging.MissingElement;

/** What came of reading an order. */
sealed interface OrderReading {
    record Complete(ImagingOrder order) implements OrderReading {}

    record Incomplete(List<MissingElement> missing) implements OrderReading {}
}
