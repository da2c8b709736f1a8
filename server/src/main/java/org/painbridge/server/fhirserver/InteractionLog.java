package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.IntSupplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoredResource;

/** Told of every request what becomes of it, so that it can be said later who saw what. */
public interface InteractionLog {

    /**
     * A request of FHIR, before anything of it is looked at.
     *
     * @throws RequestProblem where it would change what is noted
     */
    void asked(ServletRequestDetails request);

    /** A request to a servlet beside FHIR's. */
    void asked(HttpServletRequest request);

    /**
     * What is about to be sent.
     *
     * @param json of it; null where it is yet to be encoded
     */
    void answering(@Nullable IBaseResource resource, byte @Nullable [] json);

    /**
     * One entry of a bundle is answered.
     *
     * @param url as the entry has it
     * @param version of the resource that the answer is about, where it is about one
     * @param json of the answer; null where it has none
     */
    void entry(String method, String url, int status, @Nullable StoredResource version, byte @Nullable [] json);

    /**
     * One entry of a bundle is answered as a request of its own. What is told meanwhile is about that one.
     *
     * @param work gives the status of the answer
     */
    void alone(HttpServletRequest entry, IntSupplier work);

    /** Something about the request that its target does not tell, such as in whose name it is sent. */
    void note(String text);
}
