package org.painbridge.server.consent;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * Refuses a directive about or against what is not stored: a typing error in it would withhold nothing, and nobody would notice.
 * What the same transaction stores is there.
 */
final class DirectiveTargets implements WriteListener {

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        if (transaction.caller().isEmpty()) {
            return;
        }
        for (Change change : changes) {
            if (change.resource() instanceof Consent consent
                    && PrivacyConsent.of(consent) == PrivacyConsent.DIRECTIVE) {
                require(transaction, consent);
            }
        }
    }

    private static void require(StoreTransaction transaction, Consent consent) throws SQLException {
        Map<String, String> places = new LinkedHashMap<>();
        add(places, consent.getPatient(), "Consent.patient");
        ProvisionComponent provision = consent.getProvision();
        provision.getActor().forEach(actor -> add(places, actor.getReference(), "Consent.provision.actor.reference"));
        provision.getData().forEach(data -> add(places, data.getReference(), "Consent.provision.data"));
        Set<String> stored = transaction.look(places.keySet()).keySet();
        for (Map.Entry<String, String> named : places.entrySet()) {
            if (!stored.contains(named.getKey())) {
                throw new StoreProblem.Invalid(
                        ErrorCode.DIRECTIVE_NOT_UNDERSTOOD,
                        named.getValue(),
                        "A directive names what is stored here, and " + named.getKey()
                                + " is not: correct the reference, or store that first or in the same transaction");
            }
        }
    }

    private static void add(Map<String, String> places, Reference reference, String place) {
        places.putIfAbsent(String.valueOf(reference.getReference()), place);
    }
}
