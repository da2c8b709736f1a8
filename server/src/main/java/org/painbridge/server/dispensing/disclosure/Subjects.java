package org.painbridge.server.dispensing.disclosure;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;

/** Finds who is named. */
final class Subjects {
    private final FhirStore store;
    private final SubmissionReader reader;

    Subjects(FhirStore store, SubmissionReader reader) {
        this.store = store;
        this.reader = reader;
    }

    Subject practitioner(Identifier licence) {
        return new Subject(reader.key(licence).text(), null);
    }

    /** @throws StoreProblem.NotFound if nobody here has the number */
    Subject patient(Identifier number) {
        String key = reader.key(number).text();
        int bar = key.lastIndexOf('|');
        String tokens = SearchQuery.token(key.substring(0, bar), key.substring(bar + 1)) + ","
                + SearchQuery.token(number.getSystem(), number.getValue().strip());
        List<Patient> found = store
                .within(AccessScope.ALL)
                .search(SearchQuery.of("Patient").where("identifier", tokens).withExactTokens())
                .matches()
                .stream()
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
