package org.painbridge.careplan.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/**
 * What an accepted push leaves behind.
 *
 * @param resources to be created in one transaction, each with its id: the members in the order of the push, then the
 *     review tasks
 * @param answer the operation's answer, to be kept for repetitions
 */
public record PushRecord(List<Resource> resources, Parameters answer) {
    public PushRecord {
        resources = List.copyOf(resources);
    }
}
