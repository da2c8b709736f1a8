package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.NotRaised;
import org.painbridge.server.dispensing.Heard;
import org.painbridge.server.dispensing.Monitoring;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreView;

/** Submits, lets the rules look at it, and takes all of it back: so a dry run says what the submission would. */
final class DryRuns {
    private final Submissions submissions;
    private final Monitoring monitoring;

    DryRuns(Submissions submissions, Monitoring monitoring) {
        this.submissions = submissions;
        this.monitoring = monitoring;
    }

    /**
     * @param issues that would be stored about the dispense, or told of it
     * @param standing what was told of an earlier one, or would be stored about a later one that counts it
     * @param notRaised what would be told, but is not
     */
    record Result(
            LineResult line, List<DetectedIssue> issues, List<DetectedIssue> standing, List<NotRaised> notRaised) {}

    /** Takes a transaction back, with its result. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Result result;

        TakenBack(Result result) {
            super("Not an error: a dry run leaves nothing", null, false, false);
            this.result = result;
        }
    }

    Result run(StoreView view, Line line, Pharmacies.Voice voice) {
        try {
            return view.write(transaction -> {
                throw new TakenBack(submit(transaction, line, voice));
            });
        } catch (TakenBack done) {
            return told(view, done.result);
        }
    }

    private Result submit(ScopedTransaction transaction, Line line, Pharmacies.Voice voice) throws SQLException {
        Heard heard = monitoring.hear(transaction.whole());
        LineResult result = submissions.store(transaction, List.of(line), voice).getFirst();
        if (!(result instanceof LineResult.Stored stored) || stored.duplicate()) {
            return new Result(result, List.of(), List.of(), List.of());
        }
        List<DetectedIssue> issues = new ArrayList<>();
        List<DetectedIssue> standing = new ArrayList<>();
        for (DetectedIssue issue : monitoring.find(transaction.whole(), stored.dispenseId())) {
            (isOf(issue, stored.dispenseId()) ? issues : standing).add(issue);
        }
        issues.addAll(heard.besideTheRecord(stored.dispenseId()));
        standing.addAll(heard.toldElsewhere(stored.dispenseId()));
        List<NotRaised> notRaised = monitoring.notRaised(transaction.whole(), stored.dispenseId());
        return new Result(
                unstored(stored), issues, standing, heard.withoutToldElsewhere(stored.dispenseId(), notRaised));
    }

    private static boolean isOf(DetectedIssue issue, String dispenseId) {
        return issue.getImplicated().stream()
                .anyMatch(each -> dispenseId.equals(each.getReferenceElement().getIdPart()));
    }

    private static LineResult unstored(LineResult.Stored stored) {
        return new LineResult.Stored(
                stored.number(), stored.dispenseId(), "", stored.patientId(), false, false, stored.warnings());
    }

    /** Without those that count a dispense which is withheld from the caller, and without ids: they are not stored. */
    private static Result told(StoreView view, Result result) {
        return result.line() instanceof LineResult.Stored stored
                ? new Result(
                        result.line(),
                        told(view, stored, result.issues()),
                        TakenFindings.unanswered(told(view, stored, result.standing())),
                        toldOf(view, stored, result.notRaised()))
                : result;
    }

    /** Without those that depend on a dispense which is withheld from the caller. */
    private static List<NotRaised> toldOf(StoreView view, LineResult.Stored stored, List<NotRaised> all) {
        Set<String> others = all.stream()
                .flatMap(each -> each.dispenses().stream())
                .map(DispenseId::id)
                .filter(id -> !id.equals(stored.dispenseId()))
                .collect(Collectors.toSet());
        if (others.isEmpty()) {
            return all;
        }
        Set<String> told = view.handingIn("MedicationDispense").told(stored.patientId(), "MedicationDispense", others);
        return all.stream()
                .filter(each -> each.dispenses().stream()
                        .map(DispenseId::id)
                        .allMatch(id -> id.equals(stored.dispenseId()) || told.contains(id)))
                .toList();
    }

    private static List<DetectedIssue> told(StoreView view, LineResult.Stored stored, List<DetectedIssue> all) {
        if (all.isEmpty()) {
            return all;
        }
        Set<String> counted = all.stream()
                .flatMap(DryRuns::counted)
                .filter(id -> !id.equals(stored.dispenseId()))
                .collect(Collectors.toSet());
        Set<String> told = view.handingIn("MedicationDispense").told(stored.patientId(), "MedicationDispense", counted);
        List<DetectedIssue> issues = all.stream()
                .filter(issue -> counted(issue).allMatch(id -> id.equals(stored.dispenseId()) || told.contains(id)))
                .map(DetectedIssue::copy)
                .toList();
        issues.forEach(issue -> issue.setIdElement(new IdType()));
        return issues;
    }

    /** Ids of the dispenses that a finding names. */
    static Stream<String> counted(DetectedIssue issue) {
        return issue.getEvidence().stream()
                .flatMap(evidence -> evidence.getDetail().stream())
                .map(Reference::getReferenceElement)
                .map(id -> id.getIdPart());
    }
}
