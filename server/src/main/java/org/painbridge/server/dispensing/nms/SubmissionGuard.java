package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.ProviderKey;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.nms.SubmissionTable.Prescription;
import org.painbridge.server.dispensing.nms.SubmissionTable.Reversal;
import org.painbridge.server.dispensing.nms.SubmissionTable.Row;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.Questions;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * Holds plain writes to what the transactions of pharmacies are held to: nobody writes in another pharmacy's name, and a pharmacy
 * changes what it submitted by {@code $nms-reverse} only. Whoever acts in nobody's name may; what it takes back counts as reversed.
 */
final class SubmissionGuard implements WriteListener {
    private static final String DISPENSE = "MedicationDispense";
    private static final String PLACE = "MedicationDispense.identifier";

    private final SubmissionReader reader;
    private final NmsProblems problems;
    private final MonitoredProducts products;
    private final SubmissionTable table;
    /** Forgotten with the transaction. */
    private final Set<StoreTransaction> ofOperations =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    SubmissionGuard(SubmissionReader reader, NmsProblems problems, MonitoredProducts products, SubmissionTable table) {
        this.reader = reader;
        this.problems = problems;
        this.products = products;
        this.table = table;
    }

    /** What an operation writes in this transaction it has checked itself. */
    void leave(StoreTransaction transaction) {
        ofOperations.add(transaction);
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        Optional<AccessRights> caller = transaction.caller();
        if (caller.isEmpty() || ofOperations.contains(transaction)) {
            return;
        }
        Pharmacies.Voice voice = Pharmacies.of(caller.get());
        for (Change change : changes) {
            if (change.stored().type().equals(DISPENSE)) {
                check(transaction, change, voice);
            }
        }
    }

    private void check(StoreTransaction transaction, Change change, Pharmacies.Voice voice) throws SQLException {
        MedicationDispense before = before(transaction, change);
        MedicationDispense after = change.resource() instanceof MedicationDispense dispense ? dispense : null;
        if (before != null && after != null && sameContent(before, after)) {
            return;
        }
        Optional<Row> submitted = change.stored().version() == 1
                ? Optional.empty()
                : table.ofDispense(transaction.connection(), change.stored().id());
        if (submitted.isPresent()) {
            checkSubmitted(transaction, change, submitted.get(), voice);
        } else if (after != null) {
            checkNamed(transaction, before, after, voice);
        }
    }

    private void checkSubmitted(StoreTransaction transaction, Change change, Row row, Pharmacies.Voice voice)
            throws SQLException {
        if (!voice.any()) {
            boolean own = voice.speaksFor(
                    transaction, new ProviderKey(row.key().prescription().pharmacy()));
            refuse(own ? NmsReason.PLAIN_CHANGE : NmsReason.PHARMACY_OTHER, DISPENSE);
        }
        MedicationDispense standing = change.resource() instanceof MedicationDispense dispense
                        && dispense.getStatus() == MedicationDispenseStatus.COMPLETED
                ? dispense
                : null;
        if (standing != null && row.reversed() != null) {
            refuse(NmsReason.REVERSED_ALREADY, "MedicationDispense.status");
        }
        if (standing != null) {
            keepUp(transaction, row, standing);
        } else if (row.reversed() == null) {
            table.reverse(
                    transaction,
                    row.key(),
                    new Reversal(transaction.now(), null, change.stored().version()));
        }
    }

    /** The next fill is compared with the patient and the day that are right now. */
    private void keepUp(StoreTransaction transaction, Row row, MedicationDispense now) throws SQLException {
        IIdType subject = now.getSubject().getReferenceElement();
        String patient = "Patient".equals(subject.getResourceType()) && !subject.isAbsolute()
                ? subject.getIdPart()
                : row.patientId();
        LocalDate day = Lookups.read(transaction, reader, now).when().day().orElse(row.dispensedOn());
        if (!patient.equals(row.patientId()) || !day.equals(row.dispensedOn())) {
            table.correct(transaction, row.key(), patient, day);
        }
    }

    private void checkNamed(
            StoreTransaction transaction,
            @Nullable MedicationDispense before,
            MedicationDispense after,
            Pharmacies.Voice voice)
            throws SQLException {
        boolean numbered = after.getIdentifier().stream()
                .anyMatch(identifier -> SubmissionReader.TRANSACTION.equals(identifier.getSystem()));
        if (voice.any() && !numbered) {
            return;
        }
        Submission said = Lookups.read(transaction, reader, after);
        if (!products.isMonitored(said.drug())) {
            return;
        }
        for (ProviderKey pharmacy : said.people().pharmacies()) {
            if (!alreadySaid(transaction, before, pharmacy) && !voice.speaksFor(transaction, pharmacy)) {
                refuse(NmsReason.PHARMACY_OTHER, "MedicationDispense.performer");
            }
            if (isTaken(transaction, pharmacy, said.numbers())) {
                refuse(NmsReason.IDENTIFIER_USED, PLACE);
            }
        }
    }

    /** Whether the version before was a monitored dispense of this pharmacy. */
    private boolean alreadySaid(StoreTransaction transaction, @Nullable MedicationDispense before, ProviderKey pharmacy)
            throws SQLException {
        if (before == null) {
            return false;
        }
        Submission was = Lookups.read(transaction, reader, before);
        return was.people().pharmacies().contains(pharmacy) && products.isMonitored(was.drug());
    }

    private boolean isTaken(StoreTransaction transaction, ProviderKey pharmacy, Submission.Numbers numbers)
            throws SQLException {
        if (numbers.prescription().isEmpty() || numbers.transaction().isEmpty()) {
            return false;
        }
        Questions questions = transaction.questions();
        Questions.Answer<List<Row>> rows = table.ofPrescriptions(
                questions,
                List.of(new Prescription(pharmacy.text(), numbers.prescription().get())));
        questions.send();
        return rows.get().stream()
                .anyMatch(row ->
                        row.key().transaction().equals(numbers.transaction().get()));
    }

    static @Nullable MedicationDispense before(StoreTransaction transaction, Change change) throws SQLException {
        return change.stored().version() == 1
                ? null
                : transaction
                        .version(DISPENSE, change.stored().id(), change.stored().version() - 1)
                        .filter(stored -> !stored.deleted())
                        .map(stored -> transaction.parse(MedicationDispense.class, stored))
                        .orElse(null);
    }

    static boolean sameContent(MedicationDispense one, MedicationDispense other) {
        return content(one).equalsDeep(content(other));
    }

    private static Resource content(MedicationDispense dispense) {
        MedicationDispense content = dispense.copy();
        content.setIdElement(null);
        content.setMeta(new Meta());
        return content;
    }

    private void refuse(NmsReason reason, String place) {
        throw NmsStatus.refusal(problems.of(reason, place));
    }
}
