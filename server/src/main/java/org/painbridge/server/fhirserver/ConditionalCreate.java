package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Create, unless something matches the condition already. Equal conditions wait for each other, so one of them wins. */
final class ConditionalCreate {

    /** What is there now, and whether this request made it. */
    record Result(StoredResource stored, boolean created) {}

    Result create(StoreTransaction transaction, Resource resource, @Nullable String condition) throws SQLException {
        if (condition == null || condition.isBlank()) {
            return new Result(transaction.create(resource), true);
        }
        transaction.lock(lockName(resource.fhirType(), condition));
        StoredResource match = match(transaction, resource.fhirType(), condition);
        return match == null ? new Result(transaction.create(resource), true) : new Result(match, false);
    }

    /** What a transaction holds from before it looks for a match until it has created one, or has found it. */
    static String lockName(String type, String condition) {
        return "create " + type + "?" + SearchRequest.condition(type, condition).parameters();
    }

    /** The one resource that matches, or null. */
    @Nullable
    StoredResource match(StoreTransaction transaction, String type, String condition) throws SQLException {
        SearchQuery query = SearchRequest.condition(type, condition);
        if (query.parameters().isEmpty()) {
            throw new StoreProblem.Invalid(
                    ErrorCode.INVALID_CONDITION,
                    "http.If-None-Exist",
                    "The condition has no search parameter: " + condition);
        }
        List<StoredResource> matches = transaction.search(query.where("_count", "2"));
        if (matches.size() > 1) {
            throw new StoreProblem.SeveralMatches(type + "?" + condition.substring(condition.indexOf('?') + 1));
        }
        return matches.isEmpty() ? null : matches.getFirst();
    }
}
