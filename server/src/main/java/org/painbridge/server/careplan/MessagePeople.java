package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoredResource;

/** Makes resources of a message ones of this server: whom they name is who is stored here, by identifiers and never by names. */
final class MessagePeople {
    private static final String PATIENT = "Patient";
    /** Of which an identifier leads to one that is here, or to nothing that could be kept. */
    private static final Set<String> TRACKED = Set.of("ServiceRequest", "Task", PATIENT);

    /** Elements that say whose a resource is. */
    private static final Set<String> WHOSE = Set.of("subject", "patient", "for", "beneficiary");

    private final ScopedTransaction transaction;
    private final SentMessage message;
    /** What this message brings, by the index of its entry. */
    private final Map<Integer, String> brought = new HashMap<>();

    /** What entries are that were here before, by their index; empty for what is not here. */
    private final Map<Integer, Optional<String>> known = new HashMap<>();

    private final Set<String> patients = new HashSet<>();

    MessagePeople(ScopedTransaction transaction, SentMessage message) {
        this.transaction = transaction;
        this.message = message;
    }

    /** The entry will be stored as that. */
    void bring(Entry entry, String stored) {
        brought.put(entry.index(), stored);
    }

    /** A copy of the resource as it can be stored; it says from which message it is. */
    <T extends Resource> T own(Entry entry, Class<T> type) throws SQLException {
        T own = type.cast(entry.resource().copy());
        own.setId((String) null);
        own.getMeta()
                .setVersionIdElement(null)
                .setLastUpdatedElement(null)
                .setSource(message.source() + "#" + message.id());
        for (PlacedReference placed : PlacedReference.in(own, entry.path())) {
            if (!placed.staysInside()) {
                lead(entry, placed);
            }
            note(entry, String.valueOf(placed.reference().getReference()));
        }
        if (patients.size() > 1) {
            throw SentMessage.invalid(entry.path(), "A message is about one patient");
        }
        return own;
    }

    /** A copy of a reference of the message as it can be stored. */
    Reference own(Entry entry, String path, Reference sent) throws SQLException {
        Reference own = sent.copy();
        lead(entry, new PlacedReference(path, own));
        note(entry, String.valueOf(own.getReference()));
        return own;
    }

    /** What was here before is of the patient whom the message is about. */
    void requireSamePatient(Entry entry, Resource before) throws SQLException {
        notePatients(before);
        for (Entry patient : message.of(PATIENT).toList()) {
            stored(patient).ifPresent(patients::add);
        }
        if (patients.size() > 1) {
            throw MessageKeeper.conflict(entry.path(), "What is here is of another patient than the message is about");
        }
    }

    /** Whose that is which a resource will refer to. */
    private void note(Entry from, String target) throws SQLException {
        String type = target.replaceFirst("/.*", "");
        if (type.equals(PATIENT)) {
            patients.add(target);
        } else if (ExposedTypes.NAMES.contains(type) && isOfPatients(type) && !brought.containsValue(target)) {
            notePatients(transaction.parse(require(from, type, target)));
        }
    }

    private static boolean isOfPatients(String type) {
        return type.equals("Appointment") // Its patient is a participant.
                || ResourceFactory.createResource(type).children().stream()
                        .anyMatch(property -> WHOSE.contains(property.getName()));
    }

    private void notePatients(Resource resource) {
        if (resource instanceof Appointment appointment) {
            ReferralAppointments.patients(appointment).forEach(patients::add);
        }
        for (Property property : resource.children()) {
            if (WHOSE.contains(property.getName())) {
                property.getValues().stream()
                        .filter(Reference.class::isInstance)
                        .map(value -> SentMessage.unversioned(((Reference) value).getReference()))
                        .filter(reference -> reference.startsWith(PATIENT + "/"))
                        .forEach(patients::add);
            }
        }
    }

    private void lead(Entry from, PlacedReference placed) throws SQLException {
        Reference reference = placed.reference();
        if (!reference.hasReference()) {
            new NamedTargets(transaction).lead(this, from, placed);
            return;
        }
        Optional<String> here = message.here(reference.getReference());
        Optional<Entry> entry = message.target(reference);
        if (here.isPresent()) {
            if (here.get().startsWith(PATIENT + "/")) {
                require(from, PATIENT, here.get());
            }
            reference.setReference(here.get());
        } else if (entry.isPresent()) {
            lead(reference, entry.get());
        } else if (!reference.getReference().startsWith("http")) {
            throw SentMessage.invalid(
                    placed.path(),
                    "The reference leads to no entry of the message: add the entry, or refer by an absolute URL");
        }
    }

    private StoredResource require(Entry from, String type, String here) throws SQLException {
        return transaction
                .read(type, here.substring(type.length() + 1))
                .filter(found -> !found.deleted())
                .orElseThrow(() -> unknown(from, type));
    }

    private void lead(Reference reference, Entry entry) throws SQLException {
        Optional<String> stored = stored(entry);
        if (stored.isPresent()) {
            reference.setReference(stored.get());
            return;
        }
        if (TRACKED.contains(entry.type())) {
            throw unknown(entry);
        }
        reference.setReference(null).setType(entry.type());
        if (!reference.hasDisplay()) {
            reference.setDisplay(name(entry));
        }
        identifiers(entry.resource()).stream()
                .findFirst()
                .ifPresent(identifier -> reference.setIdentifier(identifier.copy()));
    }

    /** For people to read only; null for none. */
    private @Nullable String name(Entry entry) {
        return switch (entry.resource()) {
            case Practitioner practitioner
            when practitioner.hasName() -> practitioner.getNameFirstRep().getNameAsSingleString();
            case Organization organization -> organization.getName();
            case PractitionerRole role ->
                message.target(role.getPractitioner()).map(this::name).orElse(null);
            default -> null;
        };
    }

    /** {@code Type/id} of what the entry is here; empty where it is not, or is several. */
    Optional<String> stored(Entry entry) throws SQLException {
        String own = brought.get(entry.index());
        if (own != null) {
            return Optional.of(own);
        }
        Optional<String> earlier = known.get(entry.index());
        if (earlier == null) {
            earlier = look(entry);
            known.put(entry.index(), earlier);
        }
        return earlier;
    }

    /** What the entries of that type are here that have the identifier. */
    Set<String> entries(String type, Identifier identifier) throws SQLException {
        Set<String> found = new HashSet<>();
        for (Entry entry : message.of(type).toList()) {
            if (identifiers(entry.resource()).stream()
                    .anyMatch(own -> own.getSystem().equals(identifier.getSystem())
                            && own.getValue().equals(identifier.getValue()))) {
                stored(entry).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<String> look(Entry entry) throws SQLException {
        Optional<String> here = message.here(entry.fullUrl());
        if (here.isPresent()) {
            if (here.get().startsWith(PATIENT + "/")) {
                require(entry, PATIENT, here.get());
            }
            return here.filter(reference -> reference.startsWith(entry.type() + "/"));
        }
        if (!ExposedTypes.NAMES.contains(entry.type())) {
            return Optional.empty();
        }
        Set<String> found = new HashSet<>();
        boolean supports = ReferralMessages.SUPPORTING.contains(entry.type());
        for (Identifier identifier : supports ? names(entry) : identifiers(entry.resource())) {
            found(entry.type(), identifier).forEach(stored -> found.add(stored.reference()));
        }
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private List<StoredResource> found(String type, Identifier identifier) throws SQLException {
        return transaction.search(byIdentifier(type, identifier));
    }

    static SearchQuery byIdentifier(String type, Identifier identifier) {
        return SearchQuery.of(type)
                .where("identifier", SearchQuery.token(identifier.getSystem(), identifier.getValue()))
                .where("_count", "2")
                .withExactTokens();
    }

    /**
     * By which what came in an entry is known when it comes again: where it has no identifier of its own, the address that it has
     * with its sender.
     */
    static List<Identifier> names(Entry entry) {
        List<Identifier> own = identifiers(entry.resource());
        boolean single = entry.resource() instanceof QuestionnaireResponse response && response.hasIdentifier();
        return own.isEmpty() && !single && entry.fullUrl().matches("https?://.+")
                ? List.of(new Identifier().setSystem("urn:ietf:rfc:3986").setValue(entry.fullUrl()))
                : own;
    }

    /** Those that name something everywhere. */
    static List<Identifier> identifiers(Resource resource) {
        Base[] all = resource.getProperty("identifier".hashCode(), "identifier", false);
        return all == null
                ? List.of()
                : List.of(all).stream()
                        .filter(Identifier.class::isInstance)
                        .map(Identifier.class::cast)
                        .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                        .toList();
    }

    static RequestProblem unknown(Entry entry) {
        return unknown(entry, entry.type());
    }

    static RequestProblem unknown(Entry entry, String type) {
        return new RequestProblem(
                ErrorCode.NOT_FOUND,
                entry.path(),
                "No " + type + ", or more than one, is here by these identifiers; none is made by a message");
    }
}
