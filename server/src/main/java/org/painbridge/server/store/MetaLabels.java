package org.painbridge.server.store;

import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;

/**
 * Profiles, tags and security labels as the sets they are: a label is its system and code, whatever its version and display,
 * a profile its whole canonical (R4, {@code $meta-add}).
 */
public final class MetaLabels {
    private MetaLabels() {}

    /** Adds what {@code to} lacks, and says whether there was anything. */
    public static boolean add(Meta to, Meta labels) {
        boolean tags = addAll(to.getTag(), labels.getTag());
        boolean security = addAll(to.getSecurity(), labels.getSecurity());
        boolean profiles = false;
        for (var profile : labels.getProfile()) {
            if (profile.getValue() != null && !to.hasProfile(profile.getValue())) {
                to.addProfile(profile.getValue());
                profiles = true;
            }
        }
        return tags || security || profiles;
    }

    /** Takes away what is there of the labels, and says whether there was anything. */
    public static boolean remove(Meta from, Meta labels) {
        boolean tags = from.getTag().removeIf(own -> has(labels.getTag(), own));
        boolean security = from.getSecurity().removeIf(own -> has(labels.getSecurity(), own));
        boolean profiles =
                from.getProfile().removeIf(own -> own.getValue() != null && labels.hasProfile(own.getValue()));
        return tags || security || profiles;
    }

    private static boolean addAll(List<Coding> to, List<Coding> labels) {
        boolean added = false;
        for (Coding label : labels) {
            if (!has(to, label)) {
                to.add(label);
                added = true;
            }
        }
        return added;
    }

    private static boolean has(List<Coding> labels, Coding label) {
        return labels.stream()
                .anyMatch(own -> Objects.equals(own.getSystem(), label.getSystem())
                        && Objects.equals(own.getCode(), label.getCode()));
    }
}
