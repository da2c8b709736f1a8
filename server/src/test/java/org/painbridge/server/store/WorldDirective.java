package org.painbridge.server.store;

/**
 * A directive that is in force against whom a test is about.
 *
 * @param target a type, {@code Type/id}, or empty for all
 */
public record WorldDirective(String patient, String target) {
    public boolean takes(WorldThing thing) {
        if (target.isEmpty()) {
            return !thing.type().equals("Patient") && thing.about().contains(patient);
        }
        return thing.about().contains(patient)
                && (named(thing.reference())
                        || (!thing.type().equals("Patient")
                                && thing.refersTo().stream().anyMatch(this::named)));
    }

    private boolean named(String reference) {
        return reference.equals(target) || reference.startsWith(target + "/");
    }
}
