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
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.StoreTransaction;

/**
 * What the dispenses of one transaction refer to. Nothing is found before it is fetched; so they are read, what they asked
 * for is fetched for all of them at once, and they are read again, until they ask for nothing new.
 */
final class StoredReferences {
    private final StoreTransaction transaction;
    private final Map<String, Optional<Resource>> fetched = new HashMap<>();
    private final Set<String> wanted = new TreeSet<>();
    private @Nullable Runnable coming;
    private final Map<String, Set<String>> asked = new TreeMap<>();

    StoredReferences(StoreTransaction transaction) {
        this.transaction = transaction;
    }

    /** Finds for that dispense, and remembers what it asks for from now on. */
    Function<Reference, Optional<Resource>> askedBy(String dispenseId) {
        asked.remove(dispenseId);
        return reference -> {
            IIdType id = reference.getReferenceElement();
            if (id.isAbsolute() || !id.hasIdPart() || !DispenseSources.areOf(id.getResourceType())) {
                return Optional.empty();
            }
            String local = id.getResourceType() + "/" + id.getIdPart();
            asked.computeIfAbsent(dispenseId, key -> new TreeSet<>()).add(local);
            Optional<Resource> known = fetched.get(local);
            if (known == null) {
                wanted.add(local);
                return Optional.empty();
            }
            return known;
        };
    }

    /** Asks for what was wanted in vain so far; it is found when the questions were sent, and {@link #fetch} was called. */
    void askFor(Questions questions) {
        if (!wanted.isEmpty()) {
            Set<String> now = Set.copyOf(wanted);
            Questions.Looked looked = questions.look(now);
            coming = () -> now.forEach(
                    each -> fetched.put(each, Optional.ofNullable(looked.get().get(each))));
            wanted.clear();
        }
    }

    /** Whether anything was asked for in vain so far, and can be found from now on if it is here. */
    boolean fetch() throws SQLException {
        if (!wanted.isEmpty()) {
            Questions questions = transaction.questions();
            askFor(questions);
            questions.send();
        }
        Runnable arrived = coming;
        coming = null;
        if (arrived == null) {
            return false;
        }
        arrived.run();
        return true;
    }

    /** By dispense id, as {@code Type/id}: found or not. */
    Map<String, Set<String>> asked() {
        return asked;
    }
}
