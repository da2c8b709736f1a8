package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.UncheckedSqlException;

/** What the dispenses of one transaction refer to, read once each. */
final class StoredReferences {
    private final StoreTransaction transaction;
    private final Map<String, Optional<Resource>> found = new HashMap<>();
    private final Map<String, Set<String>> asked = new TreeMap<>();

    StoredReferences(StoreTransaction transaction) {
        this.transaction = transaction;
    }

    /** Finds for that dispense, and remembers what it asked for. */
    Function<Reference, Optional<Resource>> askedBy(String dispenseId) {
        return reference -> {
            IIdType id = reference.getReferenceElement();
            if (!id.isAbsolute() && id.hasIdPart() && DispenseSources.areOf(id.getResourceType())) {
                asked.computeIfAbsent(dispenseId, key -> new TreeSet<>())
                        .add(id.getResourceType() + "/" + id.getIdPart());
            }
            return find(reference);
        };
    }

    /** By dispense id, as {@code Type/id}: found or not. */
    Map<String, Set<String>> asked() {
        return asked;
    }

    Optional<Resource> find(Reference reference) {
        IIdType id = reference.getReferenceElement();
        if (id.isAbsolute() || !id.hasResourceType() || !id.hasIdPart()) {
            return Optional.empty();
        }
        String local = id.getResourceType() + "/" + id.getIdPart();
        Optional<Resource> known = found.get(local);
        if (known == null) {
            known = read(id.getResourceType(), id.getIdPart());
            found.put(local, known);
        }
        return known;
    }

    private Optional<Resource> read(String type, String id) {
        try {
            return transaction
                    .read(type, id)
                    .filter(stored -> !stored.deleted())
                    .map(transaction::parse);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }
}
