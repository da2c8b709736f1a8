package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.store.StoreTransaction;

/**
 * Whether a message is about one patient: by the address here, or by identifiers, never by names.
 *
 * @param stored {@code Patient/id}
 * @param identifiers that the patient has here
 */
record MessagePatient(SentMessage message, String stored, List<Identifier> identifiers) {
    MessagePatient {
        identifiers = List.copyOf(identifiers);
    }

    static MessagePatient of(StoreTransaction transaction, String patient, SentMessage message) throws SQLException {
        Optional<Patient> found = transaction
                .read("Patient", patient.replaceFirst("^Patient/", ""))
                .filter(stored -> !stored.deleted())
                .map(stored -> transaction.parse(Patient.class, stored));
        return new MessagePatient(
                message, patient, found.map(MessagePeople::identifiers).orElse(List.of()));
    }

    /**
     * @param named whom the focus is about; empty where it does not say
     * @throws org.painbridge.server.fhirserver.RequestProblem if it, or the Patient that comes along, is somebody else or nobody
     *     who is known
     */
    void require(Entry focus, String element, Reference named) {
        if (!named.isEmpty() && !isMeant(focus, named)) {
            throw other(focus.path() + "." + element);
        }
        message.of("Patient").filter(entry -> !isMeant(entry)).findFirst().ifPresent(entry -> {
            throw other(entry.path());
        });
    }

    private static RuntimeException other(String place) {
        return SentMessage.invalid(
                place,
                "A message is about one patient, that of the plan: name the patient by an absolute URL here, or by an"
                        + " identifier that is known here, also beside a reference that leads elsewhere");
    }

    /** An address that leads nowhere is the sender's own: the identifier beside it counts. */
    private boolean isMeant(Entry focus, Reference named) {
        if (!named.hasReference()) {
            return hasAll(List.of(named.getIdentifier()));
        }
        String address = SentMessage.unversioned(named.getReference());
        boolean ofHere = message.here(focus.fullUrl()).isPresent() && address.equals(stored);
        return ofHere
                || message.here(address)
                        .map(stored::equals)
                        .or(() -> message.target(named).map(this::isMeant))
                        .orElseGet(() -> hasAll(List.of(named.getIdentifier())));
    }

    private boolean isMeant(Entry patient) {
        return message.here(patient.fullUrl())
                .map(stored::equals)
                .orElseGet(() -> hasAll(MessagePeople.identifiers(patient.resource())));
    }

    /** One at least, and of no system another than the patient's own. */
    private boolean hasAll(List<Identifier> sent) {
        return sent.stream().anyMatch(this::has)
                && sent.stream()
                        .filter(each -> identifiers.stream()
                                .anyMatch(own -> own.getSystem().equals(each.getSystem())))
                        .allMatch(each -> sent.stream()
                                .filter(same -> each.getSystem().equals(same.getSystem()))
                                .anyMatch(this::has));
    }

    private boolean has(Identifier sent) {
        return identifiers.stream()
                .anyMatch(own -> own.getSystem().equals(sent.getSystem())
                        && own.getValue().equals(sent.getValue()));
    }
}
