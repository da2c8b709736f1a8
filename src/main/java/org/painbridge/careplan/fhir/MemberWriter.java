package org.painbridge.careplan.fhir;

import java.util.Map;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * Turns pushed resources into those to be stored: own ids, references that lead to stored resources, plan agreement.
 *
 * @param allotted where each member will be stored, by its key
 * @param known stored resources behind names
 */
record MemberWriter(Entries entries, Map<String, StoredRef> allotted, Map<Target.Named, StoredRef> known) {
    private static final Map<String, Definitions> PROFILES = Map.of(
            "CarePlan", Definitions.PAIN_CARE_PLAN,
            "Goal", Definitions.PAIN_GOAL,
            "CareTeam", Definitions.PAIN_CARE_TEAM);

    Resource write(Entry entry) {
        Resource resource = entry.resource().copy();
        resource.setId(String.valueOf(allotted.get(entry.key())));
        resource.getMeta().setVersionIdElement(null).setLastUpdatedElement(null);
        declareProfile(resource);
        PlacedReference.in(resource, entry.path()).stream()
                .filter(placed -> !placed.staysInside())
                .forEach(this::rewrite);
        if (resource instanceof CarePlan plan) {
            awaitResponse(plan);
        }
        return resource;
    }

    private static void declareProfile(Resource resource) {
        Definitions profile = PROFILES.get(resource.fhirType());
        if (profile != null && !resource.getMeta().hasProfile(profile.url())) {
            resource.getMeta().addProfile(profile.url());
        }
    }

    private void rewrite(PlacedReference placed) {
        StoredRef target = switch (entries.target(placed)) {
            case Target.Local local -> allotted.get(local.key());
            case Target.Named name -> stored(name);
            case Target.Described described -> null;
            case Target.Dangling dangling ->
                throw new IllegalArgumentException("An accepted push has no dangling reference: " + placed.path());
        };
        if (target != null) {
            placed.reference().setReference(target.toString());
        }
    }

    /** A literal reference stays as it was sent, with its version if it names one. */
    private @Nullable StoredRef stored(Target.Named name) {
        return name instanceof Target.Logical ? known.get(name) : null;
    }

    private static void awaitResponse(CarePlan plan) {
        String agreement = Definitions.PLAN_AGREEMENT.url();
        plan.getExtension().removeIf(extension -> agreement.equals(extension.getUrl()));
        plan.addExtension(agreement, new CodeType("awaiting-response"));
    }
}
