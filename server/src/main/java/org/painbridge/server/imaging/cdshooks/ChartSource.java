package org.painbridge.server.imaging.cdshooks;

import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;

/** Where the chart of one call is read as far as it was not prefetched. What cannot be had is noted by its key. */
interface ChartSource {

    /** @return whether anything was answered */
    boolean fill(Missing missing, Gathered gathered);

    /** Devices that the chart names and does not hold. */
    void devices(List<IIdType> named, Gathered gathered);
}
