package org.painbridge.server.dispensing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.Undecided;
import org.painbridge.dispensing.fhir.FindingWriter;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Keeps one DetectedIssue for each patient, dispense and rule: final while the finding holds, cancelled when a correction
 * clears it. And one for each patient and rule, however many dispenses lack something: preliminary while the rule cannot
 * be decided for any of them, telling of the latest; cancelled when it is decided for all.
 */
final class IssueRecorder {
    private final FindingWriter writer = new FindingWriter();

    /**
     * What the rules say of a dispense of a patient.
     *
     * @param before the note of what they said earlier
     * @param now the note of the evaluation
     * @param entered ids of other dispenses that came to the record after this one, if that is why it is judged anew
     */
    record Ruled(PatientRef patient, Evaluation evaluation, FindingNote before, FindingNote now, Set<String> entered) {
        Ruled {
            entered = Set.copyOf(entered);
        }

        private boolean isLate(Finding finding) {
            return finding.facts().counted().stream()
                    .anyMatch(dispense -> entered.contains(dispense.id().id()));
        }

        private Stream<String> newRules() {
            return evaluation.issues().stream()
                    .map(finding -> finding.rule().key().id())
                    .filter(rule -> !Objects.equals(
                            now.findings().get(rule), before.findings().get(rule)));
        }

        private Stream<String> issues() {
            return newRules().map(rule -> "DetectedIssue/" + issueId(patient, evaluation.dispense(), rule));
        }
    }

    /** Writes and cancels for all of these; what is there already is asked for all of them at once. */
    void record(StoreTransaction transaction, List<Ruled> all) throws SQLException {
        transaction.holdAll(all.stream().flatMap(Ruled::issues).toList());
        for (Ruled each : all) {
            record(transaction, each);
        }
    }

    /** Writes the findings that are new or have other evidence, and cancels those that are gone. */
    private void record(StoreTransaction transaction, Ruled ruled) throws SQLException {
        PatientRef patient = ruled.patient();
        Evaluation evaluation = ruled.evaluation();
        FindingNote before = ruled.before();
        FindingNote now = ruled.now();
        for (Finding finding : evaluation.issues()) {
            String rule = finding.rule().key().id();
            if (!Objects.equals(now.findings().get(rule), before.findings().get(rule))) {
                DetectedIssue issue = writer.write(finding, transaction.now());
                issue.setId(issueId(patient, evaluation.dispense(), rule));
                Optional<DetectedIssue> stored =
                        read(transaction, issue.getIdElement().getIdPart());
                keepAnswer(stored, issue);
                if (isFoundLate(stored, ruled.isLate(finding))) {
                    FindingWriter.foundLate(issue);
                }
                transaction.update(issue, null);
            }
        }
        for (String rule : before.findings().keySet()) {
            if (!now.findings().containsKey(rule)) {
                cancel(transaction, issueId(patient, evaluation.dispense(), rule));
            }
        }
    }

    void cancel(StoreTransaction transaction, PatientRef patient, DispenseId dispense, Set<String> rules)
            throws SQLException {
        for (String rule : rules) {
            cancel(transaction, issueId(patient, dispense, rule));
        }
    }

    /** The patient's open question about the rule is this one now; nothing is written if that is on record. */
    void recordOpen(StoreTransaction transaction, PatientRef patient, Undecided undecided) throws SQLException {
        DetectedIssue issue = writer.write(undecided, transaction.now());
        issue.setId(openId(patient, undecided.rule().key().id()));
        Optional<DetectedIssue> before = read(transaction, issue.getIdElement().getIdPart());
        if (before.isEmpty() || !tellsTheSame(before.get(), issue)) {
            keepAnswer(before, issue);
            transaction.update(issue, null);
        }
    }

    /** What somebody did about it stays as long as it is the same matter, and no worse than it was. */
    static void keepAnswer(Optional<DetectedIssue> before, DetectedIssue now) {
        before.filter(issue -> issue.getStatus() != DetectedIssueStatus.CANCELLED)
                .filter(issue -> implicated(issue).equals(implicated(now)))
                .filter(issue ->
                        issue.getSeverity() != null && issue.getSeverity().compareTo(now.getSeverity()) <= 0)
                .ifPresent(issue -> now.setMitigation(issue.getMitigation()));
    }

    /**
     * What was told in time was not found late, whatever is entered later; what was cancelled is found anew.
     *
     * @param counts whether it counts what was entered after the dispense that it is about
     */
    static boolean isFoundLate(Optional<DetectedIssue> before, boolean counts) {
        return before.filter(issue -> issue.getStatus() != DetectedIssueStatus.CANCELLED)
                .map(FindingWriter::isFoundLate)
                .orElse(counts);
    }

    /** Ids of the dispenses; others who store the issue may say more of them, such as a display text. */
    private static Set<String> implicated(DetectedIssue issue) {
        return issue.getImplicated().stream()
                .map(each -> String.valueOf(each.getReferenceElement().getIdPart()))
                .collect(Collectors.toSet());
    }

    /** The patient has no open question about the rule any more. */
    void closeOpen(StoreTransaction transaction, PatientRef patient, String rule) throws SQLException {
        cancel(transaction, openId(patient, rule));
    }

    /** What was deleted or cancelled in the meantime stays so. */
    private static void cancel(StoreTransaction transaction, String issueId) throws SQLException {
        Optional<DetectedIssue> stored =
                read(transaction, issueId).filter(issue -> issue.getStatus() != DetectedIssueStatus.CANCELLED);
        if (stored.isPresent()) {
            DetectedIssue issue = stored.get();
            issue.setStatus(DetectedIssueStatus.CANCELLED);
            transaction.update(issue, null);
        }
    }

    private static Optional<DetectedIssue> read(StoreTransaction transaction, String issueId) throws SQLException {
        return transaction
                .read("DetectedIssue", issueId)
                .filter(found -> !found.deleted())
                .map((StoredResource found) -> transaction.parse(DetectedIssue.class, found));
    }

    private static boolean tellsTheSame(DetectedIssue one, DetectedIssue other) {
        return one.getStatus() == other.getStatus()
                && Base.compareDeep(one.getExtension(), other.getExtension(), true)
                && Base.compareDeep(one.getImplicated(), other.getImplicated(), true)
                && Base.compareDeep(one.getEvidence(), other.getEvidence(), true)
                && Base.compareDeep(one.getDetailElement(), other.getDetailElement(), true);
    }

    /** Each patient has issues of their own: when a dispense moves to another, the issue must not show that person. */
    private static String issueId(PatientRef patient, DispenseId dispense, String rule) {
        return id(rule + "/" + patient.id() + "/" + dispense.id());
    }

    private static String openId(PatientRef patient, String rule) {
        return id(rule + "/" + patient.id() + "?");
    }

    private static String id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
