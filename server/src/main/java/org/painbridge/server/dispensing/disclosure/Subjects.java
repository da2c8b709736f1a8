package org.painbridge.server.dispensing.disclosure;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** Finds who is named. */
final class Subjects {
    private final FhirStore store;
    private final Monitoring monitoring;
    private final SubmissionReader reader;

    Subjects(FhirStore store, Monitoring monitoring, SubmissionReader reader) {
        this.store = store;
        this.monitoring = monitoring;
        this.reader = reader;
    }

    /** @throws StoreProblem.NotFound if nobody here has the licence, and nothing was ever dispensed on it */
    Subject practitioner(Identifier licence) {
        String key = reader.key(licence).text();
        boolean isKnown = !withNumber("Practitioner", licence, key).isEmpty()
                || store.query(connection -> monitoring.hasPrescribed(connection, key));
        // Else a mistyped one would be told of as somebody on whose prescriptions nothing was dispensed.
        if (!isKnown) {
            throw new StoreProblem.NotFound("A prescriber with this licence");
        }
        return new Subject(key, null);
    }

    private List<StoredResource> withNumber(String type, Identifier number, String key) {
        int bar = key.lastIndexOf('|');
        String tokens = SearchQuery.token(key.substring(0, bar), key.substring(bar + 1)) + ","
                + SearchQuery.token(number.getSystem(), number.getValue().strip());
        return store.within(AccessScope.ALL)
                .search(SearchQuery.of(type).where("identifier", tokens).withExactTokens())
                .matches();
    }

    /** @throws StoreProblem.NotFound if nobody here has the number */
    Subject patient(Identifier number) {
        String key = reader.key(number).text();
        List<Patient> found = withNumber("Patient", number, key).stream()
                .map(stored -> (Patient) store.parse(stored))
                .toList();
        List<Patient> current = found.stream().filter(Subjects::isCurrent).toList();
        List<Patient> candidates = current.isEmpty() ? found : current;
        if (candidates.isEmpty()) {
            throw new StoreProblem.NotFound("A patient with this number");
        }
        if (candidates.size() > 1) {
            throw new RequestProblem(
                    ErrorCode.SEVERAL_MATCHES,
                    "Parameters.parameter.where(name='patient')",
                    "Several records have this number: link them before anything of them is disclosed");
        }
        return new Subject(key, candidates.getFirst().getIdElement().getIdPart());
    }

    private static boolean isCurrent(Patient patient) {
        boolean inactive = patient.hasActive() && !patient.getActive();
        return !inactive && patient.getLink().stream().noneMatch(link -> link.getType() == LinkType.REPLACEDBY);
    }
}
