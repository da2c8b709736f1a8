package org.painbridge.server.dispensing;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.painbridge.clinical.PatientRef;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.fhir.FindingWriter;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Keeps one DetectedIssue for each patient, dispense and rule: final while the finding holds, cancelled when a correction clears
 * it. The note of a dispense's findings, {@code N1:1f3c90aa ...}, tells without reading them whether anything changed.
 */
final class IssueRecorder {
    private final FindingWriter writer = new FindingWriter();

    /** @return the new note */
    String record(StoreTransaction transaction, PatientRef patient, Evaluation evaluation, String note)
            throws SQLException {
        Map<String, String> before = parse(note);
        Map<String, String> now = new TreeMap<>();
        for (Finding finding : evaluation.findings()) {
            String rule = finding.rule().key().id();
            now.put(rule, evidence(finding));
            if (!now.get(rule).equals(before.remove(rule))) {
                DetectedIssue issue = writer.write(finding, transaction.now());
                issue.setId(issueId(patient, evaluation.dispense(), rule));
                transaction.update(issue, null);
            }
        }
        for (String cleared : before.keySet()) {
            cancel(transaction, patient, evaluation.dispense(), cleared + ":");
        }
        return now.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** What was deleted in the meantime stays so. */
    void cancel(StoreTransaction transaction, PatientRef patient, DispenseId dispense, String note)
            throws SQLException {
        for (String rule : parse(note).keySet()) {
            Optional<StoredResource> stored = transaction
                    .read("DetectedIssue", issueId(patient, dispense, rule))
                    .filter(found -> !found.deleted());
            if (stored.isPresent()) {
                DetectedIssue issue = transaction.parse(DetectedIssue.class, stored.get());
                issue.setStatus(DetectedIssueStatus.CANCELLED);
                transaction.update(issue, null);
            }
        }
    }

    private static Map<String, String> parse(String note) {
        Map<String, String> findings = new LinkedHashMap<>();
        Arrays.stream(note.split(" "))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split(":", 2))
                .forEach(part -> findings.put(part[0], part[1]));
        return findings;
    }

    /** The same for the same rule version and the same dispenses. */
    private static String evidence(Finding finding) {
        String counted = finding.facts().counted().stream()
                .map(dispense -> dispense.id().id())
                .collect(Collectors.joining(" "));
        String version = finding.rule().key().version();
        UUID digest = UUID.nameUUIDFromBytes((version + " " + counted).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(digest.getMostSignificantBits());
    }

    /** Each patient has issues of their own: when a dispense moves to another, the issue must not show that person. */
    private static String issueId(PatientRef patient, DispenseId dispense, String rule) {
        String key = rule + "/" + patient.id() + "/" + dispense.id();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
