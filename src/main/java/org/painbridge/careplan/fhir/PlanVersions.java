package org.painbridge.careplan.fhir;

import java.util.Date;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/** Earlier versions of a plan and its parts. */
record PlanVersions(LivingPlan plan) {
    /** The version of a part that there was when a version of the plan was stored. */
    int with(Resource part, int planVersion) {
        Date then = plan.version(plan.reference(), planVersion).getMeta().getLastUpdated();
        int version = current(part);
        while (version > 1
                && plan.version(reference(part), version)
                        .getMeta()
                        .getLastUpdated()
                        .after(then)) {
            version--;
        }
        return version;
    }

    /** Who wrote what the element holds now, since a version; empty where that is not recorded. */
    String author(Resource part, String element, int since) {
        int version = current(part);
        while (version > since + 1 && same(reference(part), element, version)) {
            version--;
        }
        return plan.source().author(reference(part), version).orElse("");
    }

    private boolean same(String reference, String element, int version) {
        return Objects.equals(
                Elements.of(plan.version(reference, version)).get(element),
                Elements.of(plan.version(reference, version - 1)).get(element));
    }

    private static String reference(Resource part) {
        return part.fhirType() + "/" + part.getIdElement().getIdPart();
    }

    private static int current(Resource part) {
        return Integer.parseInt(part.getMeta().getVersionId());
    }
}
