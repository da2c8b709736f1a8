package org.painbridge.imaging.fhir;

import java.util.HashSet;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.PatientRef;

/** Who an order is for: tells data of this person from data of others. */
final class Person {
    private final Reference subject;
    private final Set<String> identifiers = new HashSet<>();

    Person(Reference subject, @Nullable Patient patient) {
        this.subject = subject;
        add(subject.getIdentifier());
        if (patient != null && isSubject(patient)) {
            patient.getIdentifier().forEach(this::add);
        }
    }

    boolean isKnown() {
        return subject.hasReference() || !identifiers.isEmpty();
    }

    PatientRef ref() {
        String id = new IdType(subject.getReference()).getIdPart();
        return new PatientRef(
                id == null || id.isBlank() ? identifiers.iterator().next() : id);
    }

    /** A patient without id cannot be told apart: callers may leave it out to protect the person. */
    boolean isSubject(Patient patient) {
        if (patient.hasIdElement() && subject.hasReference()) {
            return sameReference(
                    subject.getReference(), "Patient/" + patient.getIdElement().getIdPart());
        }
        return identifiers.isEmpty()
                || patient.getIdentifier().isEmpty()
                || patient.getIdentifier().stream().map(Person::key).anyMatch(identifiers::contains);
    }

    boolean is(Reference other) {
        if (other.hasReference() && subject.hasReference()) {
            return sameReference(subject.getReference(), other.getReference());
        }
        return other.hasIdentifier() && identifiers.contains(key(other.getIdentifier()));
    }

    private static boolean sameReference(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        IdType a = new IdType(one);
        IdType b = new IdType(other);
        boolean bothAbsolute = a.hasBaseUrl() && b.hasBaseUrl();
        return a.hasIdPart()
                && a.getIdPart().equals(b.getIdPart())
                && (!bothAbsolute || a.getBaseUrl().equals(b.getBaseUrl()));
    }

    private void add(Identifier identifier) {
        if (identifier.hasValue()) {
            identifiers.add(key(identifier));
        }
    }

    private static String key(Identifier identifier) {
        return identifier.getSystem() + "|" + identifier.getValue();
    }
}
