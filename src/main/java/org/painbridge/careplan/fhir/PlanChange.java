package org.painbridge.careplan.fhir;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One proposed change of a plan.
 *
 * @param action what becomes of the target
 * @param target {@code Type/id} of the plan, or of a part of it; empty for something new
 * @param base the version that it was made from; 0 for something new
 * @param resource as it is to be; null where it is to be called off
 */
record PlanChange(
        Action action, String target, int base, @Nullable Resource resource) {
    enum Action {
        ADD,
        REPLACE,
        REMOVE
    }

    Resource wanted() {
        if (resource == null) {
            throw new IllegalStateException("A removal has no resource");
        }
        return resource;
    }
}
