package org.painbridge.server.terminology;

import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Whether a code is right.
 *
 * @param message why not, or what to know beside
 * @param display what the code is called; null where it is unknown
 */
record CodeVerdict(
        boolean right, @Nullable String message, @Nullable String display) {

    static CodeVerdict wrong(String message) {
        return new CodeVerdict(false, message, null);
    }

    Parameters parameters() {
        Parameters answer = new Parameters();
        answer.addParameter("result", right);
        if (message != null) {
            answer.addParameter("message", message);
        }
        if (display != null) {
            answer.addParameter("display", display);
        }
        return answer;
    }
}
