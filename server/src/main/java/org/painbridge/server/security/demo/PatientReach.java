package org.painbridge.server.security.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.painbridge.server.security.KeptScopes;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.FhirStore;

/** Whether somebody who signs in reaches a patient, as a token of that user would. */
final class PatientReach {
    private final FhirStore store;
    private final KeptScopes scopes;

    PatientReach(FhirStore store, KeptScopes scopes) {
        this.store = store;
        this.scopes = scopes;
    }

    boolean reaches(User user, String patient) {
        String claims = JsonNodeFactory.instance
                .objectNode()
                .put("scope", "user/Patient.r")
                .put("fhirUser", user.fhirUser())
                .put("role", user.role())
                .put("client_id", "launch")
                .toString();
        return store.within(scopes.now(new Origin("", claims)))
                .read("Patient", patient)
                .filter(found -> !found.deleted())
                .isPresent();
    }
}
