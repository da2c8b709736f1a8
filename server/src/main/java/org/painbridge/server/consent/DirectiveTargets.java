package org.painbridge.server.consent;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.WriteListener;

/**
 * Refuses a directive about or against what is not stored, and about data of somebody else: a slip in it would withhold nothing,
 * and nobody would notice. What the same transaction stores is there.
 */
final class DirectiveTargets implements WriteListener {
    private static final String ACTOR = "Consent.provision.actor.reference";
    private static final String DATA = "Consent.provision.data";

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        if (transaction.caller().isEmpty()) {
            return;
        }
        for (Change change : changes) {
            if (change.resource() instanceof Consent consent
                    && PrivacyConsent.of(consent) == PrivacyConsent.DIRECTIVE) {
                require(transaction, consent, before(transaction, change.stored(), consent));
            }
        }
    }

    /** What the last version named for the same patient may be gone since, or may never have been stored: it stays. */
    private static Set<String> before(StoreTransaction transaction, StoredResource stored, Consent consent)
            throws SQLException {
        return transaction
                .version(stored.type(), stored.id(), stored.version() - 1)
                .filter(version -> !version.deleted())
                .map(version -> transaction.parse(Consent.class, version))
                .filter(last -> PrivacyConsent.of(last) == PrivacyConsent.DIRECTIVE
                        && patient(last).equals(patient(consent)))
                .map(last -> places(last).keySet())
                .orElse(Set.of());
    }

    private static void require(StoreTransaction transaction, Consent consent, Set<String> before) throws SQLException {
        Map<String, String> places = places(consent);
        places.keySet().removeAll(before);
        String patient = consent.getPatient().getReferenceElement().getIdPart();
        Map<String, Resource> stored = transaction.look(places.keySet());
        for (Map.Entry<String, String> named : places.entrySet()) {
            Resource found = stored.get(named.getKey());
            if (found == null || (named.getValue().equals(DATA) && transaction.isOfOthers(found, patient))) {
                throw new StoreProblem.Invalid(
                        ErrorCode.DIRECTIVE_NOT_UNDERSTOOD,
                        named.getValue(),
                        "A directive names what is stored here and of its patient, and " + named.getKey()
                                + " is not: correct the reference, or store that first or in the same transaction");
            }
        }
    }

    /** By reference where it stands first. */
    private static Map<String, String> places(Consent consent) {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(patient(consent), "Consent.patient");
        ProvisionComponent provision = consent.getProvision();
        provision.getActor().forEach(actor -> places.putIfAbsent(text(actor.getReference()), ACTOR));
        provision.getData().forEach(data -> places.putIfAbsent(text(data.getReference()), DATA));
        return places;
    }

    private static String patient(Consent consent) {
        return text(consent.getPatient());
    }

    private static String text(Reference reference) {
        return String.valueOf(reference.getReference());
    }
}
