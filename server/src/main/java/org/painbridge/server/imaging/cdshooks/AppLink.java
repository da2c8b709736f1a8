package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.fhir.ImagingDecision;

/**
 * The link of a card to the SMART app that a client names.
 *
 * @param context the token of the decision: signed, so that nobody can change it, and without the patient
 */
record AppLink(String label, String url, String context) {
    private static final Localized LABEL =
            new Localized("Open this in the imaging app", "Ouvrir dans l'application d'imagerie");

    /** Empty for a client without an app, and for a decision that is not signed: the app could not trust its context. */
    static Optional<AppLink> of(Optional<String> app, ImagingDecision decision, Language language) {
        return app.flatMap(url -> decision.token().map(token -> new AppLink(LABEL.in(language), url, token)));
    }

    ObjectNode json() {
        return HookJson.object()
                .put("label", label)
                .put("url", url)
                .put("type", "smart")
                .put("appContext", context);
    }
}
