package org.painbridge.careplan.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.painbridge.careplan.fhir.PushParameters.Placed;

/** Whether the bundle of a push is a collection of resources that goes by the push identifier. */
record BundleCheck(Placed<Bundle> bundle, PushParameters parameters, int mostEntries) {
    void run(Optional<Placed<Identifier>> pushIdentifier) {
        Bundle content = bundle.value();
        if (content.getEntry().size() > mostEntries) {
            parameters.invalidBundle(
                    bundle.path() + ".entry",
                    "The bundle has " + content.getEntry().size() + " entries; a plan is pushed with at most "
                            + mostEntries + ".");
            return;
        }
        if (content.getType() != BundleType.COLLECTION) {
            parameters.invalidBundle(bundle.path() + ".type", "The bundle of a push has type collection.");
        }
        pushIdentifier.ifPresent(placed -> checkIdentifier(placed.value()));
        for (int i = 0; i < content.getEntry().size(); i++) {
            if (!content.getEntry().get(i).hasResource()) {
                parameters.invalidBundle(bundle.path() + ".entry[" + i + "]", "The entry has no resource.");
            }
        }
    }

    private void checkIdentifier(Identifier pushIdentifier) {
        Identifier own = bundle.value().getIdentifier();
        boolean comparable = own.hasValue() && pushIdentifier.hasSystem() && pushIdentifier.hasValue();
        boolean same = pushIdentifier.getSystem() != null
                && pushIdentifier.getSystem().equals(own.getSystem())
                && pushIdentifier.getValue().equals(own.getValue());
        if (comparable && !same) {
            parameters.invalidBundle(
                    bundle.path() + ".identifier", "The bundle's identifier is the push identifier, or absent.");
        }
    }
}
