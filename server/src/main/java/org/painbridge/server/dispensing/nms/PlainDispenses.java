package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.jspecify.annotations.Nullable;
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
            if (change.resource() instanceof MedicationDispense dispense) {
                check(transaction, SubmissionGuard.before(transaction, change), dispense);
            }
        }
    }

    private void check(StoreTransaction transaction, @Nullable MedicationDispense before, MedicationDispense now)
            throws SQLException {
        if (before != null && SubmissionGuard.sameContent(before, now)) {
            return;
        }
        Submission said = Lookups.read(transaction, reader, now);
        if (!isHeld(said)) {
            return;
        }
        Predicate<NmsProblem> isNew =
                before == null ? problem -> true : isNewSince(Lookups.read(transaction, reader, before), transaction);
        List<NmsProblem> problems =
                problems(said, transaction).stream().filter(isNew).toList();
        if (problems.stream().anyMatch(NmsProblem::refuses)) {
            throw NmsStatus.refusal(problems, "Of the " + name(now));
        }
    }

    /** What was on record as a monitored dispense may be older than the check: to correct it nobody has to put all of it right. */
    private Predicate<NmsProblem> isNewSince(Submission before, StoreTransaction transaction) {
        if (!isHeld(before)) {
            return problem -> true;
        }
        Set<Known> known = problems(before, transaction).stream().map(Known::of).collect(Collectors.toSet());
        return problem -> problem.reason() != NmsReason.TOO_OLD && !known.contains(Known.of(problem));
    }

    /** What is wrong, and where. */
    private record Known(NmsReason reason, String expression) {
        static Known of(NmsProblem problem) {
            return new Known(problem.reason(), problem.expression());
        }
    }

    private boolean isHeld(Submission said) {
        return said.kind().completed() && !said.kind().exempt() && products.isMonitored(said.drug());
    }

    private List<NmsProblem> problems(Submission said, StoreTransaction transaction) {
        return check.check(said, transaction.now()).stream()
                .filter(problem -> !OF_TRANSACTIONS.contains(problem.reason()))
                .toList();
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
