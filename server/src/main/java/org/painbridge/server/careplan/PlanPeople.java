package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.Date;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.fhir.Addressees;
import org.painbridge.server.store.StoreTransaction;

/** Who stands behind whoever asks for a part of a plan, inside the transaction that writes it. */
record PlanPeople(StoreTransaction transaction) {
    private static final String PRACTITIONER = "Practitioner/";

    /**
     * Themselves, the person behind a role, and the organization: that of the role, or of each role that a person has now.
     *
     * @param who {@code Type/id}
     */
    Set<String> asWhom(String who) throws SQLException {
        Addressees people = new Addressees(new HeldPlan(transaction)::look);
        Set<String> all = new TreeSet<>(Set.of(who));
        people.person(who).map(StoredRef::toString).ifPresent(all::add);
        if (who.matches("[A-Za-z]+/[A-Za-z0-9.-]+")) {
            people.of(who).organization().map(StoredRef::toString).ifPresent(all::add);
        }
        if (who.startsWith(PRACTITIONER)) {
            Date now = Date.from(transaction.now());
            transaction.searchAll(StoredDirectory.rolesOf(who).where("active:not", "false")).stream()
                    .map(stored -> transaction.parse(PractitionerRole.class, stored))
                    .filter(role -> isOn(role.getPeriod(), now)
                            && role.getOrganization().hasReference())
                    .forEach(role -> all.add(role.getOrganization().getReference()));
        }
        return all;
    }

    private static boolean isOn(Period period, Date now) {
        return !(period.hasStart() && period.getStart().after(now))
                && !(period.hasEnd() && period.getEndElement().getValue().before(now));
    }
}
