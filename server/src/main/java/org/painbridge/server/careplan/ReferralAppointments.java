package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentParticipantComponent;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoredResource;

/** The Appointments that a referral leads to. */
record ReferralAppointments(MessageKeeper keeper, SentMessage message) {
    private static final String REFERRAL = "ServiceRequest/";
    private static final Set<AppointmentStatus> ENDED = Set.of(
            AppointmentStatus.FULFILLED,
            AppointmentStatus.CANCELLED,
            AppointmentStatus.NOSHOW,
            AppointmentStatus.ENTEREDINERROR);

    void add(Entry focus) throws SQLException {
        List<Identifier> names = MessagePeople.identifiers(focus.resource());
        keeper.transaction()
                .lockAll(names.stream()
                        .map(name -> "appointment " + name.getSystem() + "|" + name.getValue())
                        .toList());
        for (Identifier name : names) {
            if (!keeper.transaction()
                    .whole()
                    .search(MessagePeople.byIdentifier("Appointment", name))
                    .isEmpty()) {
                throw MessageKeeper.conflict(
                        focus.path() + ".identifier",
                        "This appointment is here already: send notify-update-appointment");
            }
        }
        Appointment sent = sent(focus);
        for (String referral : referrals(sent)) {
            keeper.lockReferral(referral);
            ServiceRequest request = (ServiceRequest) keeper.transaction().parse(keeper.read(focus, referral));
            ReferralMessages.requireOpen(request, focus);
            if (patients(sent).findAny().isEmpty()) {
                sent.addParticipant()
                        .setStatus(ParticipationStatus.NEEDSACTION)
                        .setActor(request.getSubject().copy());
            }
        }
        requirePatient(sent, focus);
        keeper.create(focus, sent);
    }

    /** As it is sent: moved, called off or over, too, even where its referral has ended. */
    void update(Entry focus) throws SQLException {
        Appointment after = sent(focus);
        StoredResource stored = known(focus, after);
        Appointment before = (Appointment) keeper.transaction().parse(stored);
        if (before.getStatus() != null && ENDED.contains(before.getStatus())) {
            throw MessageKeeper.conflict(
                    focus.path() + ".status",
                    "The appointment has ended: it is " + before.getStatus().toCode());
        }
        if (!after.hasIdentifier()) {
            before.getIdentifier().forEach(after::addIdentifier);
        }
        if (!after.hasBasedOn()) {
            before.getBasedOn().forEach(after::addBasedOn);
        }
        if (patients(after).findAny().isEmpty()) {
            before.getParticipant().stream()
                    .filter(who -> patient(who).isPresent())
                    .forEach(after::addParticipant);
        }
        requirePatient(after, focus);
        ReferralMessages.keepLabels(before.getMeta(), after.getMeta());
        keeper.change(focus, after, stored);
    }

    /** Of the referral, if the message is about one. */
    private Appointment sent(Entry focus) throws SQLException {
        Appointment sent = keeper.people().own(focus, Appointment.class);
        if (!sent.hasBasedOn()) {
            for (Reference about : message.header().getFocus()) {
                if (message.target(about)
                        .filter(entry -> entry.type().equals("ServiceRequest"))
                        .isPresent()) {
                    sent.addBasedOn(keeper.people().own(focus, focus.path() + ".basedOn", about));
                }
            }
        }
        return sent;
    }

    private static void requirePatient(Appointment appointment, Entry focus) {
        if (patients(appointment).findAny().isEmpty()) {
            throw SentMessage.invalid(
                    focus.path() + ".participant",
                    "Say by basedOn which referral it follows from, or name the patient");
        }
    }

    /** The one of that identifier or address; where it has no identifier, the only one of the referral that has not ended. */
    private StoredResource known(Entry focus, Appointment sent) throws SQLException {
        Optional<String> stored = keeper.people().stored(focus);
        if (stored.isPresent()) {
            return keeper.read(focus, stored.get());
        }
        if (sent.hasIdentifier()) {
            throw MessagePeople.unknown(focus);
        }
        List<StoredResource> open = new ArrayList<>();
        for (String referral : referrals(sent)) {
            keeper.lockReferral(referral);
            for (StoredResource found : keeper.transaction()
                    .whole()
                    .searchAll(SearchQuery.of("Appointment")
                            .where("based-on", referral)
                            .where("_count", "1000"))) {
                Appointment each = (Appointment) keeper.transaction().parse(found);
                if (each.getStatus() == null || !ENDED.contains(each.getStatus())) {
                    open.add(found);
                }
            }
        }
        if (open.size() > 1) {
            throw MessageKeeper.conflict(
                    focus.path() + ".identifier",
                    "The referral has " + open.size() + " appointments: say by its identifier which one is meant");
        }
        if (open.isEmpty()) {
            throw MessagePeople.unknown(focus);
        }
        return keeper.read(focus, open.getFirst().reference());
    }

    private static List<String> referrals(Appointment appointment) {
        return appointment.getBasedOn().stream()
                .map(reference -> String.valueOf(reference.getReference()))
                .filter(reference -> reference.startsWith(REFERRAL))
                .distinct()
                .sorted()
                .toList();
    }

    /** {@code Patient/id} of those who take part. */
    static Stream<String> patients(Appointment appointment) {
        return appointment.getParticipant().stream().flatMap(participant -> patient(participant).stream());
    }

    private static Optional<String> patient(AppointmentParticipantComponent participant) {
        return Optional.of(SentMessage.unversioned(participant.getActor().getReference()))
                .filter(reference -> reference.startsWith("Patient/"));
    }
}
