package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.nms.SubmissionTable.Key;
import org.painbridge.server.dispensing.nms.SubmissionTable.Prescription;
import org.painbridge.server.dispensing.nms.SubmissionTable.Row;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/** The lines of one transaction; each sees what became of those before it. */
final class SubmissionChunk {
    private static final String RESUBMISSION = "https://painbridge.example/fhir/StructureDefinition/resubmission-of";
    private static final String DISPENSE = "MedicationDispense";
    private static final String PLACE = "MedicationDispense.identifier";

    private final ScopedTransaction scoped;
    private final StoreTransaction transaction;
    private final Pharmacies.Voice voice;
    private final SubmissionReader reader;
    private final SubmissionCheck check;
    private final NmsProblems problems;
    private final SubmissionTable table;
    private final PatientFinder patients;
    private final SameDay sameDay = new SameDay();
    private final Map<Prescription, List<Row>> submitted = new HashMap<>();
    private final Map<String, Boolean> pharmacies = new HashMap<>();
    private final Map<SameDay.Supply, Set<String>> supplies = new HashMap<>();
    private final Set<SameDay.Supply> freshSupplies = new HashSet<>();
    private final List<Row> fresh = new ArrayList<>();

    SubmissionChunk(
            ScopedTransaction scoped,
            Pharmacies.Voice voice,
            SubmissionReader reader,
            SubmissionCheck check,
            NmsProblems problems,
            SubmissionTable table) {
        this.reader = reader;
        this.check = check;
        this.problems = problems;
        this.table = table;
        this.patients = new PatientFinder(reader);
        this.scoped = scoped;
        this.transaction = scoped.whole();
        this.voice = voice;
    }

    /** Looks up what was submitted of these prescriptions, and who the patients are, under locks of these names. */
    void know(List<ReadLine> all, Set<String> locks) throws SQLException {
        Set<Prescription> prescriptions = new HashSet<>();
        Map<String, Identifier> identities = new LinkedHashMap<>();
        for (ReadLine each : all) {
            each.key().map(Key::prescription).ifPresent(prescriptions::add);
            each.identity()
                    .filter(identity -> each.contains())
                    .ifPresent(identity -> identities.put(reader.key(identity).text(), identity));
        }
        Questions questions = transaction.questions();
        questions.lockAll(locks);
        Questions.Answer<List<Row>> earlier = table.ofPrescriptions(questions, prescriptions);
        questions.send();
        earlier.get().forEach(this::add);
        if (!identities.isEmpty()) {
            patients.look(transaction, identities.values());
        }
        supplies.putAll(sameDay.of(transaction, patientIds(all), days(all)));
    }

    private static Set<LocalDate> days(List<ReadLine> all) {
        return all.stream()
                .flatMap(read -> read.submission().when().day().stream())
                .collect(Collectors.toSet());
    }

    private Set<String> patientIds(List<ReadLine> all) {
        Set<String> ids = new HashSet<>();
        for (ReadLine each : all) {
            if (each.contains()) {
                each.identity()
                        .ifPresent(identity -> patients.find(identity)
                                .forEach(found -> ids.add(found.getIdElement().getIdPart())));
            } else {
                each.patient().ifPresent(found -> ids.add(found.getIdElement().getIdPart()));
            }
        }
        return ids;
    }

    private void add(Row row) {
        submitted
                .computeIfAbsent(row.key().prescription(), none -> new ArrayList<>())
                .add(row);
    }

    /** Stores the line, or says why not. */
    LineResult line(ReadLine read) throws SQLException {
        Optional<ProviderKey> pharmacy = read.submission().people().pharmacy();
        if (pharmacy.isPresent() && !isMine(pharmacy.get())) {
            return refused(read, List.of(problems.of(NmsReason.PHARMACY_OTHER, "MedicationDispense.performer")));
        }
        Optional<Row> earlier = read.key().flatMap(this::earlier);
        if (earlier.isPresent()) {
            return again(read, earlier.get());
        }
        List<NmsProblem> found = new ArrayList<>(check.check(read.submission(), transaction.now()));
        if (refuses(found)) {
            return refused(read, found);
        }
        Optional<Patient> known = patient(read, found);
        boolean isUncertain = known.isEmpty() && isUncertain(read);
        if (!isUncertain) { // Else it may be the same person again.
            String patientId =
                    known.map(patient -> patient.getIdElement().getIdPart()).orElse("");
            otherPatient(read, patientId).ifPresent(found::add);
        }
        return refuses(found) ? refused(read, found) : create(read, known, isUncertain, found);
    }

    private boolean isMine(ProviderKey pharmacy) throws SQLException {
        Boolean known = pharmacies.get(pharmacy.text());
        if (known == null) {
            known = voice.speaksFor(transaction, pharmacy);
            pharmacies.put(pharmacy.text(), known);
        }
        return known;
    }

    private Optional<Row> earlier(Key key) {
        return submitted.getOrDefault(key.prescription(), List.of()).stream()
                .filter(row -> row.key().equals(key))
                .findFirst();
    }

    private LineResult again(ReadLine read, Row row) {
        if (!read.line().content().hadHash(row.contentHash())) {
            return refused(read, List.of(problems.of(NmsReason.IDENTIFIER_USED, PLACE)));
        }
        return new LineResult.Stored(
                read.line().number(),
                row.dispenseId(),
                "MedicationDispense/" + row.dispenseId() + "/_history/1",
                row.patientId(),
                true,
                row.reversed() != null,
                List.of());
    }

    /** The stored one; empty where the dispense brings one along that is not here. */
    private Optional<Patient> patient(ReadLine read, List<NmsProblem> found) {
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
        List<Patient> all = read.identity().map(patients::find).orElse(List.of());
        return read.identity().filter(reader::isWeak).isEmpty()
                ? all
                : all.stream()
                        .filter(each -> agree(each, read.patient().orElseThrow()))
                        .toList();
    }

    /** Whether others of the same person may be here, and cannot be found: of who is not here by what the dispense says. */
    private boolean isUncertain(ReadLine read) {
        Optional<Identifier> identity = read.identity();
        if (identity.isEmpty()) {
            return true;
        }
        boolean isUndated = read.patient()
                .filter(patient -> Submissions.whole(patient.getBirthDateElement()) != null)
                .isEmpty();
        return reader.isWeak(identity.get())
                && (isUndated || !patients.find(identity.get()).isEmpty());
    }

    /** @param patientId empty for one who is not here yet */
    private Optional<NmsProblem> otherPatient(ReadLine read, String patientId) {
        boolean other = submitted.getOrDefault(read.key().orElseThrow().prescription(), List.of()).stream()
                .anyMatch(row -> row.reversed() == null && !row.patientId().equals(patientId));
        return other ? Optional.of(problems.of(NmsReason.PRESCRIPTION_OTHER_PATIENT, PLACE)) : Optional.empty();
    }

    private LineResult create(ReadLine read, Optional<Patient> known, boolean isUncertain, List<NmsProblem> warnings)
            throws SQLException {
        String patientId = known.isPresent()
                ? known.get().getIdElement().getIdPart()
                : createPatient(read.patient().orElseThrow());
        MedicationDispense dispense = SubmittedDispense.of(read.line().dispense(), patientId);
        if (isUncertain || warnings.stream().anyMatch(each -> each.reason() == NmsReason.IDENTITY_NONE)) {
            SubmittedDispense.withoutIdentity(dispense);
        }
        Key key = read.key().orElseThrow();
        reversedBefore(key)
                .ifPresent(row -> dispense.addExtension(
                        new Extension(RESUBMISSION, new Reference("MedicationDispense/" + row.dispenseId()))));
        if (isKnown(SameDay.Supply.of(patientId, read.submission()))) {
            warnings.add(problems.of(NmsReason.POSSIBLE_DUPLICATE, DISPENSE));
        }
        StoredResource stored = scoped.create(dispense);
        Row row = new Row(
                key,
                read.line().content().keptHash(),
                stored.id(),
                patientId,
                read.submission().when().day().orElseThrow(),
                transaction.now(),
                null);
        add(row);
        fresh.add(row);
        return new LineResult.Stored(
                read.line().number(), stored.id(), stored.versionedReference(), patientId, false, false, warnings);
    }

    /** Whether this transaction or, as far as the caller may learn of it, an earlier one has stored such a supply. */
    private boolean isKnown(SameDay.Supply supply) throws SQLException {
        Set<String> before = supplies.getOrDefault(supply, Set.of());
        return !freshSupplies.add(supply)
                || (!before.isEmpty()
                        && !scoped.told(supply.patientId(), DISPENSE, before).isEmpty());
    }

    private String createPatient(Patient contained) throws SQLException {
        Patient patient = contained.copy();
        patient.setIdElement(null);
        StoredResource stored = transaction.create(patient);
        patient.setId(stored.id());
        patients.add(patient);
        return stored.id();
    }

    /** The latest submission of the prescription, if it was taken back: this one is its correction. */
    private Optional<Row> reversedBefore(Key key) {
        List<Row> rows = submitted.getOrDefault(key.prescription(), List.of());
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast()).filter(row -> row.reversed() != null);
    }

    /** What is yet to be kept of the lines that were stored. */
    List<Row> fresh() {
        return fresh;
    }

    private static boolean refuses(List<NmsProblem> found) {
        return found.stream().anyMatch(NmsProblem::refuses);
    }

    private static LineResult refused(ReadLine read, List<NmsProblem> found) {
        return new LineResult.Refused(read.line().number(), found);
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
