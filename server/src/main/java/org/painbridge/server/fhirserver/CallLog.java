package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Told of calls beside FHIR, whose clients prove otherwise who they are. */
@FunctionalInterface
public interface CallLog {

    /**
     * Returns once the call is on record.
     *
     * @param client as the interface knows it
     * @param patients ids of those of this server whom the answer is about
     */
    void called(String client, HttpServletRequest request, List<String> patients);
}
