package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction.Put;
import org.painbridge.server.store.StoredResource;

/** Writes that first look for the resource they are about (FHIR R4, RESTful API: conditional create, update and delete). */
final class ConditionalWrites {
    private ConditionalWrites() {}

    /** Create, unless something matches already: then that is the answer. */
    static Put create(ScopedTransaction transaction, Resource resource, Condition condition) throws SQLException {
        transaction.lock(condition.lockName());
        StoredResource match = condition.match(transaction);
        return match == null ? new Put(transaction.create(resource), true) : new Put(match, false);
    }

    /**
     * Update of what matches, or create.
     *
     * @param bodyId the id that the resource came with; null where it had none
     * @param expected the version of the client's If-Match; null where it sent none
     */
    static Put update(
            ScopedTransaction transaction,
            Resource resource,
            @Nullable String bodyId,
            Condition condition,
            @Nullable Integer expected)
            throws SQLException {
        StoredResource match = condition.hold(transaction);
        String id = id(transaction, condition, match, bodyId);
        resource.setIdElement(new IdType(resource.fhirType(), id));
        KeptTexts.require(transaction, resource);
        return transaction.put(resource, expected);
    }

    /** Delete of what matches; nothing is no problem, as in a delete by id. */
    static void delete(ScopedTransaction transaction, Condition condition, @Nullable Integer expected)
            throws SQLException {
        StoredResource match = condition.hold(transaction);
        if (match != null) {
            transaction.delete(match.type(), match.id(), expected);
        } else if (expected != null) {
            throw new StoreProblem.StaleVersion(condition.toString(), expected);
        }
    }

    /**
     * The id that an update by criteria writes to.
     *
     * @throws StoreProblem.Denied where it would be that of a resource that the caller may not see
     * @throws StoreProblem.IdTaken where it would be that of a resource that the criteria do not match
     */
    static String id(
            ScopedTransaction transaction, Condition condition, @Nullable StoredResource match, @Nullable String bodyId)
            throws SQLException {
        if (bodyId == null) {
            return match == null ? transaction.newId() : match.id();
        }
        LogicalIds.requireValid(bodyId);
        if (match == null) {
            requireFree(transaction, condition, bodyId);
        } else if (!bodyId.equals(match.id())) {
            throw new RequestProblem(
                    ErrorCode.INVALID_ID,
                    "Resource.id",
                    "The resource has the id " + bodyId + ", but " + condition + " matches " + match.reference()
                            + ": leave the id out, or correct one of the two");
        }
        return bodyId;
    }

    /** What is there by now may match, if somebody has just stored it. */
    private static void requireFree(ScopedTransaction transaction, Condition condition, String id) throws SQLException {
        String type = condition.query().type();
        if (transaction.isTaken(type, id)) {
            throw new StoreProblem.Denied(type + "/" + id);
        }
        if (transaction.findToUpdate(type, id).filter(found -> !found.deleted()).isEmpty()) {
            return;
        }
        StoredResource match = condition.match(transaction);
        if (match == null || !match.id().equals(id)) {
            throw new StoreProblem.IdTaken(type + "/" + id, condition.toString());
        }
    }
}
