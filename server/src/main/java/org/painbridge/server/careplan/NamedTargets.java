package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.clinical.fhir.PlacedReference;
import org.painbridge.server.careplan.SentMessage.Entry;
import org.painbridge.server.store.ScopedTransaction;

/**
 * What references of a message lead to that name it by an identifier alone: a patient, and what the message is about, a referral, a
 * plan, a Task or an appointment. An outside sender knows no more of it. What else is named so, and is not here, stays named so.
 */
record NamedTargets(ScopedTransaction transaction) {
    private static final String PATIENT = "Patient";
    private static final String PLAN = "CarePlan";
    private static final Set<String> FOUND = Set.of(PATIENT, "ServiceRequest", PLAN, "Task", "Appointment");
    /** Where a reference does not say what it leads to. */
    private static final List<String> UNTOLD = List.of("ServiceRequest", PLAN);
    /** Which say by the elements of {@link #WHAT} what a message is about. */
    private static final Set<String> ABOUT = Set.of("Communication", "Task", "Appointment");

    private static final String WHAT = "\\.(basedOn|focus)(\\[\\d+])?";

    /** @throws org.painbridge.server.fhirserver.RequestProblem if what it names of what the message is about is not here, or is several */
    void lead(MessagePeople people, Entry from, PlacedReference placed) throws SQLException {
        Reference reference = placed.reference();
        boolean about = ABOUT.contains(from.type()) && placed.path().matches(Pattern.quote(from.path()) + WHAT);
        List<String> types = types(reference, placed.typeIfUntold(), about);
        Identifier identifier = reference.getIdentifier();
        Set<String> found = new HashSet<>();
        for (String type : isNamed(identifier) ? types : List.<String>of()) {
            found.addAll(people.entries(type, identifier));
        }
        if (found.isEmpty()) {
            found.addAll(found(types, identifier));
        }
        if (found.size() == 1) {
            reference.setReference(found.iterator().next());
        } else if (isNamed(identifier) && types.equals(List.of(PATIENT))) {
            throw MessagePeople.unknown(from, PATIENT);
        } else if (about
                && isNamed(identifier)
                && !types.isEmpty()
                && (reference.hasType() || !from.type().equals("Task"))) {
            throw SentMessage.invalid(
                    placed.path(),
                    "No " + String.join(" or ", types)
                            + ", or more than one, is here by this identifier: refer by the one"
                            + " that it has here, or by its absolute URL here");
        }
    }

    /** {@code CarePlan/id} of the plans that these name by an identifier alone. */
    Set<String> plans(List<Reference> references) throws SQLException {
        Set<String> plans = new HashSet<>();
        for (Reference reference : references) {
            if (!reference.hasReference() && types(reference, "", true).contains(PLAN)) {
                plans.addAll(found(List.of(PLAN), reference.getIdentifier()));
            }
        }
        return plans;
    }

    private static List<String> types(Reference reference, String hint, boolean about) {
        String told = reference.hasType() ? reference.getType() : hint;
        if (told.isEmpty()) {
            return about ? UNTOLD : List.of();
        }
        return FOUND.contains(told) && (about || told.equals(PATIENT)) ? List.of(told) : List.of();
    }

    private Set<String> found(List<String> types, Identifier identifier) throws SQLException {
        Set<String> found = new HashSet<>();
        for (String type : isNamed(identifier) ? types : List.<String>of()) {
            transaction
                    .search(MessagePeople.byIdentifier(type, identifier))
                    .forEach(stored -> found.add(stored.reference()));
        }
        return found;
    }

    private static boolean isNamed(Identifier identifier) {
        return identifier.hasSystem() && identifier.hasValue();
    }
}
