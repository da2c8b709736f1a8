package org.painbridge.server.imaging.cdshooks;

import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * There is nobody who may be asked.
 *
 * @param why in words for whoever connects the client
 */
record NoChart(String why) implements ChartSource {

    @Override
    public boolean fill(Missing missing, Gathered gathered) {
        gathered.note("fhirServer", why);
        missing.noteAll(gathered);
        return false;
    }

    @Override
    public void devices(List<IIdType> named, Gathered gathered) {}
}
