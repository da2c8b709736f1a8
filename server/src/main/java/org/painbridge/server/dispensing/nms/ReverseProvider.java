package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.NmsLimits;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.nms.SubmissionTable.Prescription;
import org.painbridge.server.dispensing.nms.SubmissionTable.Reversal;
import org.painbridge.server.dispensing.nms.SubmissionTable.Row;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** {@code MedicationDispense/$nms-reverse}: a pharmacy takes back what it submitted; docs/operations/nms-reverse.md. */
public final class ReverseProvider implements CapabilityOperations {
    private static final String NUMBERS = "Parameters.parameter.where(name='prescription')";

    private final CallerViews views;
    private final Pharmacies pharmacies;
    private final SubmissionReader reader;
    private final SubmissionCheck check;
    private final NmsProblems problems;
    private final NmsLimits limits;
    private final SubmissionGuard guard;
    private final SubmissionTable table;
    private final TakenFindings findings;

    ReverseProvider(
            FhirStore store,
            CallerViews views,
            Pharmacies pharmacies,
            SubmissionReader reader,
            SubmissionCheck check,
            NmsProblems problems,
            NmsLimits limits,
            SubmissionGuard guard,
            SubmissionTable table) {
        this.views = views;
        this.pharmacies = pharmacies;
        this.reader = reader;
        this.check = check;
        this.problems = problems;
        this.limits = limits;
        this.guard = guard;
        this.table = table;
        this.findings = new TakenFindings(store);
    }

    /**
     * @param version reference to the dispense as the reversal left it
     * @param again whether it was taken back before, in the same words
     */
    private record Reversed(String id, String version, String patientId, boolean again) {}

    @Operation(
            name = "$nms-reverse",
            typeName = "MedicationDispense",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-reverse")
    public Parameters reverse(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        ReverseRequest asked = ReverseRequest.of(request, body);
        Pharmacies.Voice voice = pharmacies.of(request);
        StoreView view = views.of(request);
        Reversed reversed = view.write(transaction -> reverse(transaction, asked, voice));
        String id = reversed.id();
        List<DetectedIssue> withdrawn = findings.of(view, Set.of(id), true).getOrDefault(id, List.of());
        Parameters answer = new Parameters();
        answer.addParameter().setName("status").setValue(new CodeType("reversed"));
        answer.addParameter().setName("dispense").setValue(new Reference(reversed.version()));
        answer.addParameter().setName("duplicate").setValue(new BooleanType(reversed.again()));
        withdrawn.forEach(issue -> answer.addParameter()
                .setName("withdrawn")
                .setValue(new Reference("DetectedIssue/" + issue.getIdElement().getIdPart())));
        return answer;
    }

    private Reversed reverse(ScopedTransaction scoped, ReverseRequest asked, Pharmacies.Voice voice)
            throws SQLException {
        StoreTransaction transaction = scoped.whole();
        guard.leave(transaction);
        ProviderKey pharmacy = reader.key(asked.pharmacy());
        if (!voice.speaksFor(transaction, pharmacy)) {
            throw refusal(NmsReason.PHARMACY_OTHER, "Parameters.parameter.where(name='pharmacy')");
        }
        Prescription prescription = prescription(transaction, asked, pharmacy);
        transaction.lock("nms " + prescription.pharmacy() + " " + prescription.number());
        Row row = row(transaction, asked, prescription);
        Reversal before = row.reversed();
        if (before != null) {
            if (!before.says(asked.hash())) {
                throw refusal(NmsReason.REVERSED_ALREADY, NUMBERS);
            }
            String version = "MedicationDispense/" + row.dispenseId() + "/_history/" + before.version();
            return new Reversed(row.dispenseId(), version, row.patientId(), true);
        }
        if (check.isTooOld(row.dispensedOn(), transaction.now())) {
            throw NmsStatus.refusal(
                    problems.of(NmsReason.REVERSAL_TOO_LATE, NUMBERS, Map.of("days", limits.submitWithinDays())));
        }
        StoredResource stored = takeBack(scoped, row, asked);
        table.reverse(transaction, row.key(), new Reversal(transaction.now(), asked.hash(), stored.version()));
        return new Reversed(stored.id(), stored.versionedReference(), row.patientId(), false);
    }

    private Prescription prescription(StoreTransaction transaction, ReverseRequest asked, ProviderKey pharmacy)
            throws SQLException {
        if (asked.dispense().isEmpty()) {
            return new Prescription(pharmacy.text(), asked.prescription().orElseThrow());
        }
        Row row = table.ofDispense(transaction.connection(), asked.dispense().get())
                .orElseThrow(() -> refusal(NmsReason.REVERSAL_UNKNOWN, "Parameters.parameter.where(name='dispense')"));
        if (!row.key().prescription().pharmacy().equals(pharmacy.text())) {
            throw refusal(NmsReason.PHARMACY_OTHER, "Parameters.parameter.where(name='pharmacy')");
        }
        return row.key().prescription();
    }

    private Row row(StoreTransaction transaction, ReverseRequest asked, Prescription prescription) throws SQLException {
        Questions questions = transaction.questions();
        Questions.Answer<List<Row>> earlier = table.ofPrescriptions(questions, List.of(prescription));
        questions.send();
        List<Row> rows = earlier.get().stream()
                .filter(row ->
                        asked.dispense().isEmpty() || asked.dispense().get().equals(row.dispenseId()))
                .filter(row -> asked.transaction().isEmpty()
                        || asked.transaction().get().equals(row.key().transaction()))
                .toList();
        List<Row> standing = rows.stream().filter(row -> row.reversed() == null).toList();
        if (rows.isEmpty()) {
            throw refusal(NmsReason.REVERSAL_UNKNOWN, NUMBERS);
        }
        if (standing.size() > 1) {
            throw refusal(NmsReason.REVERSAL_AMBIGUOUS, "Parameters.parameter.where(name='transaction')");
        }
        return standing.isEmpty() ? rows.getLast() : standing.getFirst();
    }

    /** The history of the resource keeps what it was. */
    private static StoredResource takeBack(ScopedTransaction scoped, Row row, ReverseRequest asked)
            throws SQLException {
        StoredResource current = scoped.readToChange("MedicationDispense", row.dispenseId())
                .orElseThrow(() -> new StoreProblem.NotFound("MedicationDispense/" + row.dispenseId()));
        if (current.deleted()) {
            throw new StoreProblem.Gone(current.reference(), current.updated());
        }
        MedicationDispense dispense = (MedicationDispense) scoped.parse(current);
        dispense.setStatus(asked.status());
        Optional<String> reason = asked.reason();
        String text = reason.orElse(
                asked.status() == MedicationDispenseStatus.CANCELLED ? "Never handed over" : "Entered in error");
        dispense.setStatusReason(new CodeableConcept().setText(text));
        return scoped.put(dispense, current.version()).stored();
    }

    private RequestProblem refusal(NmsReason reason, String place) {
        return NmsStatus.refusal(problems.of(reason, place));
    }
}
