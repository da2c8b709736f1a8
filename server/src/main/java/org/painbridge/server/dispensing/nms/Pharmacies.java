package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.sql.SQLException;
import java.util.Set;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** For which pharmacies somebody submits: each for itself; who acts in nobody's name, for whichever it says. */
final class Pharmacies {
    private static final String DISPENSE = "MedicationDispense";

    private final Callers callers;

    Pharmacies(Callers callers) {
        this.callers = callers;
    }

    /**
     * A caller.
     *
     * @param any whether it speaks for whichever it says
     * @param members as whom it takes part in care
     */
    record Voice(boolean any, Set<String> members) {

        /** @param pharmacy by its identifier */
        boolean speaksFor(StoreTransaction transaction, ProviderKey pharmacy) throws SQLException {
            if (any) {
                return true;
            }
            int bar = pharmacy.text().lastIndexOf('|');
            String token = SearchQuery.token(
                    pharmacy.text().substring(0, bar), pharmacy.text().substring(bar + 1));
            SearchQuery query =
                    SearchQuery.of("Organization").where("identifier", token).withExactTokens();
            return transaction.searchAll(query).stream()
                    .map(StoredResource::reference)
                    .anyMatch(members::contains);
        }
    }

    /** The same of who asked for a transaction. */
    static Voice of(AccessRights caller) {
        return new Voice(caller.acting().forAnyone(), caller.acting().members());
    }

    Voice of(RequestDetails request) {
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        boolean inNobodysName = caller.speaksForOthers(DISPENSE)
                || (caller.members().isEmpty() && caller.mayAsSystem(Permission.CREATE, DISPENSE));
        return new Voice(inNobodysName, caller.members());
    }
}
