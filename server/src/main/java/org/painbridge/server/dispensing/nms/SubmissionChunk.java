package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.Death;
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
    private final SubmissionCheck check;
    private final NmsProblems problems;
    private final SubmissionTable table;
    private final SubmittedPatients patients;
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
        this.check = check;
        this.problems = problems;
        this.table = table;
        this.patients = new SubmittedPatients(reader, problems);
        this.scoped = scoped;
        this.transaction = scoped.whole();
        this.voice = voice;
    }

    /** Looks up what was submitted of these prescriptions, and who the patients are, under locks of these names. */
    void know(List<ReadLine> all, Set<String> locks) throws SQLException {
        Set<Prescription> prescriptions = new HashSet<>();
        for (ReadLine each : all) {
            each.key().map(Key::prescription).ifPresent(prescriptions::add);
        }
        Questions questions = transaction.questions();
        questions.lockAll(locks);
        Questions.Answer<List<Row>> earlier = table.ofPrescriptions(questions, prescriptions);
        questions.send();
        earlier.get().forEach(this::add);
        patients.look(transaction, all);
        supplies.putAll(sameDay.of(transaction, patients.ids(all), days(all)));
    }

    private static Set<LocalDate> days(List<ReadLine> all) {
        return all.stream()
                .flatMap(read -> read.submission().when().day().stream())
                .collect(Collectors.toSet());
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
        Optional<Patient> known = patients.find(read, found);
        otherPatient(read, known).ifPresent(found::add);
        if (known.filter(patient -> hadDied(patient, read)).isPresent()) {
            found.add(problems.of(NmsReason.PATIENT_DECEASED, "MedicationDispense.subject"));
        }
        return refuses(found) ? refused(read, found) : create(read, known, found);
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

    private static boolean hadDied(Patient patient, ReadLine read) {
        return read.submission()
                .when()
                .day()
                .filter(day -> Death.mayBeBefore(day, patient))
                .isPresent();
    }

    /** Unless that may be the same person again. */
    private Optional<NmsProblem> otherPatient(ReadLine read, Optional<Patient> known) {
        String patientId =
                known.map(patient -> patient.getIdElement().getIdPart()).orElse("");
        boolean other = submitted.getOrDefault(read.key().orElseThrow().prescription(), List.of()).stream()
                .filter(row -> row.reversed() == null)
                .anyMatch(row -> !row.patientId().equals(patientId) && !patients.mayBe(read, row.patientId()));
        return other ? Optional.of(problems.of(NmsReason.PRESCRIPTION_OTHER_PATIENT, PLACE)) : Optional.empty();
    }

    private LineResult create(ReadLine read, Optional<Patient> known, List<NmsProblem> warnings) throws SQLException {
        String patientId = known.isPresent()
                ? known.get().getIdElement().getIdPart()
                : patients.create(transaction, read.patient().orElseThrow());
        MedicationDispense dispense = SubmittedDispense.of(read.line().dispense(), patientId);
        if (patients.isUncertain(read)) {
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
}
