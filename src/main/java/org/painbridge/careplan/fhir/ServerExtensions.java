package org.painbridge.careplan.fhir;

import java.util.Set;

/** Extensions of a plan that the operations on it write, and nobody who sends one. */
public final class ServerExtensions {
    static final Set<String> URLS = Set.of(Definitions.PLAN_AGREEMENT.url(), Definitions.CUSTODIAN.url());

    private ServerExtensions() {}

    public static boolean has(String url) {
        return URLS.contains(url);
    }
}
