package org.painbridge.server.dispensing.nms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Finds a patient by number and birth date, as DHDR does: both have to be right. */
final class Identity {
    private static final String NUMBER = "Parameters.parameter.where(name='identifier')";
    private static final String BORN = "Parameters.parameter.where(name='birthDate')";

    private final FhirStore store;
    private final SubmissionReader reader;
    private final NmsProblems problems;

    Identity(FhirStore store, SubmissionReader reader, NmsProblems problems) {
        this.store = store;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * The patient, as far as the caller sees any.
     *
     * @throws RequestProblem if there is not one with that number, or the birth date is another
     */
    StoredResource find(StoreView view, OperationParameters sent) {
        Identifier number = sent.value("identifier")
                .filter(Identifier.class::isInstance)
                .map(Identifier.class::cast)
                .filter(identifier ->
                        identifier.hasSystem() && identifier.getValueElement().hasValue())
                .orElseThrow(() -> OperationParameters.problem(
                        "identifier",
                        "identifier is an Identifier with system and value, such as an Ontario health number"));
        String birthDate = sent.one("birthDate")
                .filter(text -> text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}"))
                .orElseThrow(() -> OperationParameters.problem(
                        "birthDate",
                        "birthDate is a whole date such as 1960-02-03; number and birth date have to fit"));
        return find(view, number, birthDate);
    }

    /** The same, by what was sent in another form. */
    StoredResource find(StoreView view, Identifier number, String birthDate) {
        return only(found(view, number), number, birthDate);
    }

    private StoredResource only(List<StoredResource> found, Identifier number, String birthDate) {
        List<Candidate> all = found.stream()
                .map(stored -> new Candidate(stored, (Patient) store.look(stored)))
                .toList();
        List<Candidate> current = all.stream().filter(Candidate::isCurrent).toList();
        List<Candidate> withNumber = current.isEmpty() ? all : current;
        if (withNumber.isEmpty()) {
            throw NmsStatus.refusal(problems.of(NmsReason.NUMBER_UNKNOWN, NUMBER));
        }
        List<Candidate> candidates = withNumber.stream()
                .filter(each -> each.born().equals(Optional.of(birthDate)) || !isWeak(each.patient(), number))
                .toList();
        if (candidates.size() > 1) {
            throw NmsStatus.refusal(problems.of(NmsReason.PATIENT_AMBIGUOUS, NUMBER));
        }
        if (candidates.isEmpty() || !candidates.getFirst().born().equals(Optional.of(birthDate))) {
            boolean isUnknown = withNumber.stream().anyMatch(each -> each.born().isEmpty());
            throw NmsStatus.refusal(
                    problems.of(isUnknown ? NmsReason.BIRTH_DATE_UNKNOWN : NmsReason.BIRTH_DATE_DIFFERS, BORN));
        }
        return candidates.getFirst().stored();
    }

    /** Whether the number does not tell who this is: several people may have it. */
    private boolean isWeak(Patient patient, Identifier number) {
        return patient.getIdentifier().stream()
                .filter(each -> each.hasSystem() && each.getValueElement().hasValue())
                .filter(each -> reader.key(each).equals(reader.key(number)))
                .anyMatch(reader::isWeak);
    }

    private record Candidate(StoredResource stored, Patient patient) {
        Optional<String> born() {
            return Optional.ofNullable(Submissions.whole(patient.getBirthDateElement()));
        }

        boolean isCurrent() {
            boolean inactive = patient.hasActive() && !patient.getActive();
            return !inactive && patient.getLink().stream().noneMatch(link -> link.getType() == LinkType.REPLACEDBY);
        }
    }

    private List<StoredResource> found(StoreView view, Identifier number) {
        String canonical = reader.key(number).text();
        int bar = canonical.lastIndexOf('|');
        String tokens = Stream.of(
                        SearchQuery.token(canonical.substring(0, bar), canonical.substring(bar + 1)),
                        SearchQuery.token(number.getSystem(), number.getValue().strip()))
                .distinct()
                .collect(Collectors.joining(","));
        SearchQuery query =
                SearchQuery.of("Patient").where("identifier", tokens).withExactTokens();
        return new ArrayList<>(view.search(query).matches());
    }
}
