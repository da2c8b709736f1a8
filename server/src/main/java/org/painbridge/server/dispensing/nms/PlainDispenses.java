package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * Holds monitored dispenses that are created or changed by plain REST to what submissions are held to, but for the numbers of a
 * transaction. Only where the site wants it: records from elsewhere seldom say as much.
 */
final class PlainDispenses implements WriteListener {
    private static final Set<NmsReason> OF_TRANSACTIONS =
            EnumSet.of(NmsReason.PRESCRIPTION_NUMBER, NmsReason.TRANSACTION_NUMBER);

    private final SubmissionReader reader;
    private final SubmissionCheck check;
    private final MonitoredProducts products;
    private final boolean wanted;

    PlainDispenses(SubmissionReader reader, SubmissionCheck check, MonitoredProducts products, boolean wanted) {
        this.reader = reader;
        this.check = check;
        this.products = products;
        this.wanted = wanted;
    }

    /** @throws RequestProblem saying all that is wrong with the first dispense that anything is wrong with */
    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        if (!wanted) {
            return;
        }
        for (Change change : changes) {
            if (change.resource() instanceof MedicationDispense dispense && saysMore(transaction, change, dispense)) {
                check(transaction, dispense);
            }
        }
    }

    /** Than the version before: what was completed and is kept as it is may be older than the check. */
    private static boolean saysMore(StoreTransaction transaction, Change change, MedicationDispense now)
            throws SQLException {
        MedicationDispense before = SubmissionGuard.before(transaction, change);
        return before == null || !SubmissionGuard.sameContent(before, now);
    }

    private void check(StoreTransaction transaction, MedicationDispense dispense) throws SQLException {
        Lookups lookups = new Lookups();
        Submission submission;
        do {
            submission = reader.read(dispense, lookups::find);
        } while (lookups.fetch(transaction));
        if (!submission.kind().completed() || submission.kind().exempt() || !products.isMonitored(submission.drug())) {
            return;
        }
        List<NmsProblem> problems = check.check(submission, transaction.now()).stream()
                .filter(problem -> !OF_TRANSACTIONS.contains(problem.reason()))
                .toList();
        if (problems.stream().anyMatch(NmsProblem::refuses)) {
            throw NmsStatus.refusal(problems, "Of the " + name(dispense));
        }
    }

    /** Of several in a bundle, which one. */
    private static String name(MedicationDispense dispense) {
        return dispense.getIdentifier().stream()
                .filter(identifier -> identifier.getValueElement().hasValue())
                .map(identifier -> "dispense with the identifier " + identifier.getValue())
                .findFirst()
                .orElse("dispense without an identifier");
    }
}
