package org.painbridge.server.fhirserver;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * What one entry of a transaction or batch asks for.
 *
 * @param id null for POST and for a search; for an update by criteria that of the resource, null where it has none
 * @param query what stands behind {@code ?} in the URL of a GET; null where nothing does
 * @param compartment {@code Patient/1} of a search within it; null for none
 * @param condition of a conditional create ({@code ifNoneExist}), or the criteria in the URL of another write; null where
 *     there is none
 * @param expectedVersion see {@link Versions#ofUpdate}
 * @param known the versions that the reader has already, {@code ifNoneMatch}; null where it has none
 */
record BundleEntry(
        int index,
        HTTPVerb method,
        String type,
        @Nullable String id,
        @Nullable String query,
        @Nullable String compartment,
        @Nullable Resource resource,
        @Nullable String fullUrl,
        @Nullable Condition condition,
        @Nullable Integer expectedVersion,
        @Nullable String known) {
    private static final Set<HTTPVerb> CHANGES = Set.of(HTTPVerb.PUT, HTTPVerb.PATCH, HTTPVerb.DELETE);
    private static final Pattern URL = Pattern.compile("([A-Za-z]+)(?:/([A-Za-z0-9\\-.]{1,64}))?(?:/?\\?(.*))?");

    static BundleEntry of(int index, BundleEntryComponent entry) {
        HTTPVerb method = entry.getRequest().getMethod();
        if (method == null || !entry.getRequest().hasUrl()) {
            throw problem(
                    ErrorCode.ENTRY_WITHOUT_REQUEST, "request", "Every entry needs request.method and request.url");
        }
        String asked = entry.getRequest().getUrl();
        Optional<CompartmentPath> compartment = method == HTTPVerb.GET ? CompartmentPath.of(asked) : Optional.empty();
        Matcher url = URL.matcher(compartment.isPresent() ? CompartmentPath.withoutOwner(asked) : asked);
        if (!url.matches()) {
            throw problem(
                    ErrorCode.INVALID_ENTRY_URL,
                    "request.url",
                    "request.url is Type, Type/id or Type?search, not "
                            + entry.getRequest().getUrl());
        }
        String id = url.group(2);
        Resource resource = entry.getResource();
        String bodyId = method == HTTPVerb.PUT && resource != null
                ? resource.getIdElement().getIdPart()
                : null;
        BundleEntry parsed = new BundleEntry(
                index,
                method,
                url.group(1),
                id == null ? bodyId : id,
                url.group(3),
                compartment.map(CompartmentPath::owner).orElse(null),
                resource,
                entry.getFullUrl(),
                condition(entry.getRequest(), url.group(1), url.group(3)),
                expected(entry.getRequest()),
                method == HTTPVerb.GET ? entry.getRequest().getIfNoneMatch() : null);
        parsed.check(id);
        require(id == null || bodyId == null || bodyId.equals(id), "resource.id and request.url name different ids");
        return parsed;
    }

    private static @Nullable Integer expected(BundleEntryRequestComponent request) {
        Integer version = Versions.expected(request.getIfMatch(), "request.ifMatch");
        return request.getMethod() == HTTPVerb.PUT
                ? Versions.ofUpdate(version, request.getIfNoneMatch(), "request.ifNoneMatch")
                : version;
    }

    private static @Nullable Condition condition(
            BundleEntryRequestComponent request, String type, @Nullable String query) {
        return switch (request.getMethod()) {
            case POST ->
                request.hasIfNoneExist() ? Condition.of(type, request.getIfNoneExist(), "request.ifNoneExist") : null;
            case GET -> null;
            default -> query == null ? null : Condition.of(type, query, "request.url");
        };
    }

    /** {@code Type/id}; only where the URL names one. */
    String target() {
        return type + "/" + id;
    }

    /** Whether it deletes or changes one resource, which it names by id or by criteria. */
    boolean changes() {
        return CHANGES.contains(method);
    }

    boolean byCriteria() {
        return changes() && condition != null;
    }

    Condition requireCondition() {
        return Objects.requireNonNull(condition);
    }

    boolean writes() {
        return method == HTTPVerb.POST || method == HTTPVerb.PUT;
    }

    /** Whether what it brings may refer to other entries, and theirs to it. */
    boolean refers() {
        return writes() || method == HTTPVerb.PATCH;
    }

    /** Of an entry that has one. */
    Resource body() {
        return Objects.requireNonNull(resource);
    }

    private void check(@Nullable String idInUrl) {
        switch (method) {
            case POST -> require(id == null && query == null, "POST goes to a type: request.url is " + type);
            case PUT, PATCH, DELETE ->
                require(
                        (idInUrl == null) != (query == null),
                        method + " in a bundle needs request.url Type/id or Type?criteria");
            case GET -> {}
            default ->
                throw problem(ErrorCode.UNSUPPORTED_ENTRY, "request.method", method + " is not supported in bundles");
        }
        if ((writes() || method == HTTPVerb.PATCH) && resource == null) {
            throw problem(ErrorCode.ENTRY_WITHOUT_RESOURCE, "resource", method + " needs a resource");
        }
        if (writes() && !body().fhirType().equals(type)) {
            throw problem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resource",
                    "The resource is a " + body().fhirType() + ", request.url is for " + type);
        }
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
