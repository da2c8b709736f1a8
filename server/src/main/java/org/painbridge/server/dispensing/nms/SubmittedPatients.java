package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** Who the patients of one transaction's lines are: those on record, or made for those before. */
final class SubmittedPatients {
    private final SubmissionReader reader;
    private final NmsProblems problems;
    private final PatientFinder finder;

    SubmittedPatients(SubmissionReader reader, NmsProblems problems) {
        this.reader = reader;
        this.problems = problems;
        this.finder = new PatientFinder(reader);
    }

    /** Looks for those with the numbers of the patients that these bring along. */
    void look(StoreTransaction transaction, List<ReadLine> all) throws SQLException {
        Map<String, Identifier> identities = new LinkedHashMap<>();
        for (ReadLine each : all) {
            each.identity()
                    .filter(identity -> each.contains())
                    .ifPresent(identity -> identities.put(reader.key(identity).text(), identity));
        }
        if (!identities.isEmpty()) {
            finder.look(transaction, identities.values());
        }
    }

    /** Ids of all whom these may be about. */
    Set<String> ids(List<ReadLine> all) {
        Set<String> ids = new HashSet<>();
        for (ReadLine each : all) {
            if (each.contains()) {
                withNumber(each).forEach(found -> ids.add(found.getIdElement().getIdPart()));
            } else {
                each.patient().ifPresent(found -> ids.add(found.getIdElement().getIdPart()));
            }
        }
        return ids;
    }

    /** The stored one; empty where the dispense brings one along that is not here. */
    Optional<Patient> find(ReadLine read, List<NmsProblem> found) {
        if (!read.contains()) {
            return read.patient();
        }
        List<Patient> matches = matches(read);
        if (matches.size() > 1) {
            found.add(problems.of(NmsReason.PATIENT_AMBIGUOUS, "MedicationDispense.subject"));
        }
        Optional<Patient> match = matches.stream().findFirst();
        if (match.isPresent() && differ(match.get(), read.patient().orElseThrow())) {
            found.add(problems.of(NmsReason.BIRTH_DATE_DIFFERS, "MedicationDispense.subject.resolve().birthDate"));
        }
        return match;
    }

    /** Those with the number; where the number alone does not tell who it is, only those born on the same day. */
    private List<Patient> matches(ReadLine read) {
        return read.identity().filter(reader::isWeak).isEmpty()
                ? withNumber(read)
                : withNumber(read).stream()
                        .filter(each -> agree(each, read.patient().orElseThrow()))
                        .toList();
    }

    private List<Patient> withNumber(ReadLine read) {
        return read.identity().map(finder::find).orElse(List.of());
    }

    /** Whether others of the same person may be here, and cannot be found: no number tells who it is. */
    boolean isUncertain(ReadLine read) {
        return read.identity().filter(identity -> !reader.isWeak(identity)).isEmpty();
    }

    /** Whether that record may be of the patient whom the dispense brings along, though it is not found by the number. */
    boolean mayBe(ReadLine read, String patientId) {
        return read.contains()
                && isUncertain(read)
                && (read.identity().isEmpty()
                        || withNumber(read).stream()
                                .filter(each -> !differ(each, read.patient().orElseThrow()))
                                .anyMatch(
                                        each -> each.getIdElement().getIdPart().equals(patientId)));
    }

    /** Makes a record of the one whom a dispense brings along, and tells its id; the lines after find it. */
    String create(StoreTransaction transaction, Patient contained) throws SQLException {
        Patient patient = contained.copy();
        patient.setIdElement(null);
        StoredResource stored = transaction.create(patient);
        patient.setId(stored.id());
        finder.add(patient);
        return stored.id();
    }

    /** Both are whole, and the same. */
    private static boolean agree(Patient one, Patient other) {
        String first = Submissions.whole(one.getBirthDateElement());
        return first != null && first.equals(Submissions.whole(other.getBirthDateElement()));
    }

    /** Both are whole, and not the same. */
    private static boolean differ(Patient one, Patient other) {
        String first = Submissions.whole(one.getBirthDateElement());
        String second = Submissions.whole(other.getBirthDateElement());
        return first != null && second != null && !first.equals(second);
    }
}
