package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.time.Clock;
import java.util.Date;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Period;
import org.painbridge.dispensing.nms.fhir.OutcomeWriter;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.PrivacyConsent;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;

/** Says to callers from whom something may be kept that it may, whether anything is or not; or that it is open to them for a while. */
final class WithheldNotice {
    private final FhirStore store;
    private final Callers callers;
    private final Clock clock;

    WithheldNotice(FhirStore store, Callers callers, Clock clock) {
        this.store = store;
        this.callers = callers;
        this.clock = clock;
    }

    /** @param patient id of whose dispenses are told */
    void add(OperationOutcome notice, StoreView view, String patient, RequestDetails request) {
        if (!view.hidesSome()) {
            return;
        }
        Caller caller = callers.of(((ServletRequestDetails) request).getServletRequest());
        if (isOpened(patient, caller)) {
            OutcomeWriter.information(
                    notice,
                    "CONSENT_TEMP_UNBLOCK",
                    "What the patient withholds is open to this caller for a while, by an override on record.");
        } else {
            OutcomeWriter.information(
                    notice,
                    "",
                    "Dispenses that are withheld from this caller, if any, are not in it. What the patient withholds may be"
                            + " opened with Consent/$temporary-unblock or Patient/[id]/$break-glass, as agreed with the"
                            + " patient or in an emergency.");
        }
    }

    /** Whether an override opens the record to one of those as whom the caller takes part in care. */
    private boolean isOpened(String patient, Caller caller) {
        Date now = Date.from(clock.instant());
        SearchQuery query = SearchQuery.of("Consent").where("patient", "Patient/" + patient);
        return store.within(AccessScope.ALL).search(query).matches().stream()
                .map(stored -> (Consent) store.parse(stored))
                .filter(consent -> PrivacyConsent.of(consent) == PrivacyConsent.OVERRIDE)
                .filter(consent -> covers(consent.getProvision().getPeriod(), now))
                .flatMap(consent -> consent.getProvision().getActor().stream())
                .anyMatch(actor -> caller.members()
                        .contains(String.valueOf(actor.getReference().getReference())));
    }

    private static boolean covers(Period period, Date now) {
        return period.hasStart() && period.hasEnd() && !now.before(period.getStart()) && now.before(period.getEnd());
    }
}
