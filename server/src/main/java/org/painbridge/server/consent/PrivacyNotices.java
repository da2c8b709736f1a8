package org.painbridge.server.consent;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;
import org.painbridge.server.store.WriteListener;

/**
 * Tells the patient, and who looks after privacy, of each directive and each override, and of their changes and ends: by a
 * Communication in the transaction that brings them about. Subscriptions to the topic {@code privacy-notice} hear of it; it stays
 * in {@code preparation} until whoever has seen to it says otherwise.
 */
final class PrivacyNotices implements WriteListener {
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/communication-category";

    private final String contact;

    /** @param contact {@code Type/id}; empty for the managing organization of the patient */
    PrivacyNotices(String contact) {
        this.contact = contact;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        for (Change change : changes) {
            if (change.stored().type().equals("Consent")) {
                tell(transaction, change);
            }
        }
    }

    private void tell(StoreTransaction transaction, Change change) throws SQLException {
        Consent before = before(transaction, change.stored());
        Consent after = (Consent) change.resource();
        String text = text(PrivacyConsent.of(before), PrivacyConsent.of(after));
        Consent told = after == null ? before : after;
        if (!text.isEmpty() && told != null) {
            transaction.create(notice(transaction, change.stored(), told, text));
        }
    }

    private static @Nullable Consent before(StoreTransaction transaction, StoredResource stored) throws SQLException {
        return stored.version() == 1
                ? null
                : transaction
                        .version(stored.type(), stored.id(), stored.version() - 1)
                        .filter(version -> !version.deleted())
                        .map(version -> transaction.parse(Consent.class, version))
                        .orElse(null);
    }

    /** Empty where there is nothing to tell. Of what it is about, and against or for whom, the Consent itself says. */
    private static String text(PrivacyConsent before, PrivacyConsent after) {
        return switch (after) {
            case OVERRIDE ->
                "Somebody has broken the glass, and sees for a while what directives withhold of this record.";
            case DIRECTIVE ->
                before == PrivacyConsent.DIRECTIVE
                        ? "A directive about this record has changed."
                        : "There is a directive now that withholds something of this record.";
            case NONE ->
                switch (before) {
                    case OVERRIDE -> "An override of the directives about this record was taken back.";
                    case DIRECTIVE -> "A directive about this record was taken back.";
                    case NONE -> "";
                };
        };
    }

    private Communication notice(StoreTransaction transaction, StoredResource stored, Consent consent, String text)
            throws SQLException {
        Communication notice = new Communication();
        notice.setStatus(CommunicationStatus.PREPARATION)
                .setPriority(CommunicationPriority.URGENT)
                .addCategory(new CodeableConcept(new Coding(CATEGORIES, "notification", null)))
                .setSubject(consent.getPatient().copy())
                .addBasedOn(new Reference(stored.reference()));
        notice.getTopic().setText("Privacy");
        recipient(transaction, consent).ifPresent(notice::addRecipient);
        notice.addRecipient(consent.getPatient().copy());
        notice.addPayload().setContent(new StringType(text));
        return notice;
    }

    private Optional<Reference> recipient(StoreTransaction transaction, Consent consent) throws SQLException {
        if (!contact.isEmpty()) {
            return Optional.of(new Reference(contact));
        }
        String patient = String.valueOf(consent.getPatient().getReference());
        Resource found = patient.startsWith("Patient/")
                ? transaction.look(List.of(patient)).get(patient)
                : null;
        return found instanceof Patient record
                        && record.getManagingOrganization().hasReference()
                ? Optional.of(record.getManagingOrganization().copy())
                : Optional.empty();
    }
}
