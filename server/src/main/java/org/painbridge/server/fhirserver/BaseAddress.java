package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.IServerAddressStrategy;
import ca.uhn.fhir.rest.server.IncomingRequestAddressStrategy;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The FHIR base in links and locations: the one that is set, whatever name a client sends as {@code Host}. Only a server for this
 * machine alone, with a base on it, takes the name and port that it was asked by.
 */
public final class BaseAddress implements IServerAddressStrategy {
    private static final String SERVED = "/fhir";
    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[?(?:::1|0:0:0:0:0:0:0:1)]?");

    private final IServerAddressStrategy asAsked = new IncomingRequestAddressStrategy();
    private final String base;
    private final boolean ofThisMachine;

    /** @param base as {@code painbridge.store.base-url} has it */
    public BaseAddress(String base) {
        this.base = base.replaceFirst("/$", "");
        ofThisMachine = isOfThisMachine(URI.create(this.base).getHost());
    }

    @Override
    public String determineServerBase(@Nullable ServletContext context, HttpServletRequest request) {
        return isAsAsked(request) ? asAsked.determineServerBase(context, request) : base;
    }

    /** The URL of a page that other classes than the REST server answer, under the base or beside it. */
    public String ofPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (isAsAsked(request)) {
            return request.getRequestURL().toString();
        }
        return path.startsWith(SERVED + "/")
                ? base + path.substring(SERVED.length())
                : base.replaceFirst(SERVED + "$", "") + path;
    }

    private boolean isAsAsked(HttpServletRequest request) {
        return ofThisMachine && isOfThisMachine(request.getServerName());
    }

    private static boolean isOfThisMachine(@Nullable String host) {
        return host != null && THIS_MACHINE.matcher(host).matches();
    }
}
