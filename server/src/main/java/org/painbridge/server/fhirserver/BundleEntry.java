package org.painbridge.server.fhirserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * What one entry of a transaction or batch asks for.
 *
 * @param id null for POST and for a search
 * @param query what stands behind {@code ?} of the URL; null where nothing does
 * @param ifNoneExist the condition of a conditional create; null for a plain one
 * @param expectedVersion of {@code ifMatch}; null where none was given
 */
record BundleEntry(
        int index,
        HTTPVerb method,
        String type,
        @Nullable String id,
        @Nullable String query,
        @Nullable Resource resource,
        @Nullable String fullUrl,
        @Nullable String ifNoneExist,
        @Nullable Integer expectedVersion) {
    private static final Pattern URL = Pattern.compile("([A-Za-z]+)(?:/([A-Za-z0-9\\-.]{1,64}))?(?:\\?(.*))?");

    static BundleEntry of(int index, BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        if (method == null || !entry.getRequest().hasUrl()) {
            throw problem(
                    ErrorCode.ENTRY_WITHOUT_REQUEST, "request", "Every entry needs request.method and request.url");
        }
        Matcher url = URL.matcher(entry.getRequest().getUrl());
        if (!url.matches()) {
            throw problem(
                    ErrorCode.INVALID_ENTRY_URL,
                    "request.url",
                    "request.url is Type, Type/id or Type?search, not "
                            + entry.getRequest().getUrl());
        }
        String ifMatch = entry.getRequest().getIfMatch();
        BundleEntry parsed = new BundleEntry(
                index,
                method,
                url.group(1),
                url.group(2),
                url.group(3),
                entry.getResource(),
                entry.getFullUrl(),
                entry.getRequest().getIfNoneExist(),
                Versions.expected(ifMatch, "request.ifMatch"));
        parsed.check();
        return parsed;
    }

    /** {@code Type/id}; only where the entry names one. */
    String target() {
        return type + "/" + id;
    }

    /** {@link #ifNoneExist} in one form, however it was written; null for a plain entry. */
    @Nullable
    String condition() {
        return ifNoneExist == null ? null : type + "?" + ifNoneExist.substring(ifNoneExist.indexOf('?') + 1);
    }

    boolean writes() {
        return method == HTTPVerb.POST || method == HTTPVerb.PUT;
    }

    Resource body() {
        if (resource == null) {
            throw problem(ErrorCode.ENTRY_WITHOUT_RESOURCE, "resource", method + " needs a resource");
        }
        return resource;
    }

    private void check() {
        switch (method) {
            case POST -> require(id == null && query == null, "POST goes to a type: request.url is " + type);
            case PUT, DELETE -> require(id != null && query == null, method + " in a bundle needs request.url Type/id");
            case GET -> {}
            default ->
                throw problem(ErrorCode.UNSUPPORTED_ENTRY, "request.method", method + " is not supported in bundles");
        }
        if (writes() && !body().fhirType().equals(type)) {
            throw problem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resource",
                    "The resource is a " + body().fhirType() + ", request.url is for " + type);
        }
        String bodyId = method == HTTPVerb.PUT ? body().getIdElement().getIdPart() : id;
        require(bodyId == null || bodyId.equals(id), "resource.id and request.url name different ids");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw problem(ErrorCode.INVALID_ENTRY_URL, "request.url", message);
        }
    }

    private static RequestProblem problem(ErrorCode code, String where, String message) {
        return new RequestProblem(code, where, message);
    }
}
