package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
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

    private final ScopedTransaction transaction;
    private final SentMessage message;
    /** What this message brings, by the index of its entry. */
    private final Map<Integer, String> brought = new HashMap<>();

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
            String target = String.valueOf(placed.reference().getReference());
            if (target.startsWith(PATIENT + "/")) {
                patients.add(target);
            }
        }
        if (patients.size() > 1) {
            throw SentMessage.invalid(entry.path(), "A message is about one patient");
        }
        return own;
    }

    private void lead(Entry from, PlacedReference placed) throws SQLException {
        Reference reference = placed.reference();
        if (!reference.hasReference()) {
            leadByIdentifier(from, placed);
            return;
        }
        Optional<String> here = message.here(reference.getReference());
        Optional<Entry> entry = message.target(reference);
        if (here.isPresent()) {
            requirePatient(from, here.get());
            reference.setReference(here.get());
        } else if (entry.isPresent()) {
            lead(reference, entry.get());
        } else if (!reference.getReference().startsWith("http")) {
            throw SentMessage.invalid(
                    placed.path(),
                    "The reference leads to no entry of the message: add the entry, or refer by an absolute URL");
        }
    }

    /** A patient is found by an identifier alone, too; who else is named so stays named so. */
    private void leadByIdentifier(Entry from, PlacedReference placed) throws SQLException {
        Reference reference = placed.reference();
        Identifier identifier = reference.getIdentifier();
        String type = reference.hasType() ? reference.getType() : placed.typeIfUntold();
        if (type.equals(PATIENT) && identifier.hasSystem() && identifier.hasValue()) {
            List<StoredResource> found = found(PATIENT, identifier);
            if (found.size() != 1) {
                throw unknown(from, PATIENT);
            }
            reference.setReference(found.getFirst().reference());
        }
    }

    private void requirePatient(Entry from, String here) throws SQLException {
        if (here.startsWith(PATIENT + "/")) {
            boolean known = transaction
                    .read(PATIENT, here.substring(PATIENT.length() + 1))
                    .filter(found -> !found.deleted())
                    .isPresent();
            if (!known) {
                throw unknown(from, PATIENT);
            }
        }
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
        Optional<String> here = message.here(entry.fullUrl());
        if (here.isPresent()) {
            return here.filter(reference -> reference.startsWith(entry.type() + "/"));
        }
        if (!ExposedTypes.NAMES.contains(entry.type())) {
            return Optional.empty();
        }
        Set<String> found = new HashSet<>();
        for (Identifier identifier : identifiers(entry.resource())) {
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

    private static RequestProblem unknown(Entry entry, String type) {
        return new RequestProblem(
                ErrorCode.NOT_FOUND,
                entry.path(),
                "No " + type + ", or more than one, is here by these identifiers; none is made by a message");
    }
}
