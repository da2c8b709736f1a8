package org.painbridge.server.fhirserver;

import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.SearchQuery;

/**
 * What one entry of a transaction or batch asks of the store.
 *
 * @param method GET for a search that is sent by POST, too
 * @param id null for POST and for a search; for an update by criteria that of the resource, null where it has none
 * @param condition of a conditional create ({@code ifNoneExist}), or the criteria in the URL of another write; null where
 *     there is none
 * @param expectedVersion see {@link Versions#ofUpdate}
 * @param held the version that the reader has already
 */
record BundleEntry(
        int index,
        HTTPVerb method,
        EntryUrl url,
        @Nullable String id,
        @Nullable Resource resource,
        @Nullable String fullUrl,
        @Nullable Condition condition,
        @Nullable Integer expectedVersion,
        Freshness.Held held) {
    private static final Set<HTTPVerb> CHANGES = Set.of(HTTPVerb.PUT, HTTPVerb.PATCH, HTTPVerb.DELETE);

    static BundleEntry of(int index, BundleEntryComponent sent) {
        if (sent.getRequest().getMethod() == null || !sent.getRequest().hasUrl()) {
            throw problem(
                    ErrorCode.ENTRY_WITHOUT_REQUEST, "request", "Every entry needs request.method and request.url");
        }
        BundleEntryComponent entry = EntryForm.asGet(sent);
        HTTPVerb method = entry.getRequest().getMethod();
        boolean reads = method == HTTPVerb.GET;
        String asked = entry.getRequest().getUrl();
        EntryUrl url = (reads ? EntryUrl.ofRead(asked) : EntryUrl.ofWrite(asked))
                .orElseThrow(() -> problem(
                        ErrorCode.INVALID_ENTRY_URL,
                        "request.url",
                        "request.url is relative to the base, as in Type, Type/id, Type?search, Type/id/_history or"
                                + " Patient/id/*, not " + asked));
        Resource resource = entry.getResource();
        String bodyId = method == HTTPVerb.PUT && resource != null
                ? resource.getIdElement().getIdPart()
                : null;
        BundleEntry parsed = new BundleEntry(
                index,
                method,
                url,
                url.id() == null ? bodyId : url.id(),
                resource,
                entry.getFullUrl(),
                condition(entry.getRequest(), url.type(), url.query()),
                expected(entry.getRequest()),
                reads ? held(entry.getRequest()) : Freshness.Held.NOTHING);
        parsed.check(url.id());
        require(
                url.id() == null || bodyId == null || bodyId.equals(url.id()),
                "resource.id and request.url name different ids");
        return parsed;
    }

    private static Freshness.Held held(BundleEntryRequestComponent request) {
        Date since = request.getIfModifiedSince();
        return new Freshness.Held(request.getIfNoneMatch(), since == null ? null : since.toInstant());
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

    /** Empty for the whole server; {@link CompartmentProvider#ALL} for all types of a compartment. */
    String type() {
        return url.type();
    }

    /** {@code Type/id}; only where the URL names one. */
    String target() {
        return type() + "/" + id;
    }

    /** Whether it is about all that is here, or all of a compartment. */
    boolean isOfSeveralTypes() {
        return type().isEmpty() || type().equals(CompartmentProvider.ALL);
    }

    boolean searchesSeveralTypes() {
        return isOfSeveralTypes() && !url.history();
    }

    TypesSearch severalTypes(boolean lenient) {
        return new TypesSearch(url.compartment(), parameters(lenient), lenient);
    }

    /** What stands behind the question mark. */
    List<SearchQuery.Parameter> parameters(boolean lenient) {
        String query = url.query() == null ? "" : url.query();
        return SearchRequest.ofUrl(type(), query, lenient, "request.url").parameters();
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
            case POST -> require(id == null && url.query() == null, "POST goes to a type: request.url is " + type());
            case PUT, PATCH, DELETE ->
                require(
                        (idInUrl == null) != (url.query() == null),
                        method + " in a bundle needs request.url Type/id or Type?criteria");
            case GET -> {}
            default ->
                throw problem(
                        ErrorCode.UNSUPPORTED_ENTRY, "request.method", method + " is not served in a transaction");
        }
        if ((writes() || method == HTTPVerb.PATCH) && resource == null) {
            throw problem(ErrorCode.ENTRY_WITHOUT_RESOURCE, "resource", method + " needs a resource");
        }
        if (writes() && !body().fhirType().equals(type())) {
            throw problem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resource",
                    "The resource is a " + body().fhirType() + ", request.url is for " + type());
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
