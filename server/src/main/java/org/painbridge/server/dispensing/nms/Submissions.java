package org.painbridge.server.dispensing.nms;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.dispensing.nms.SubmissionCheck;
import org.painbridge.dispensing.nms.fhir.SubmissionReader;
import org.painbridge.server.dispensing.nms.SubmissionTable.Key;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreTransaction;

/**
 * Stores the lines of a submission that nothing is wrong with, in one transaction of the store: so the rules look at them
 * as at any dispense. Under the names of prescriptions and patients, so that equal submissions go one after the other.
 */
final class Submissions {
    private final SubmissionReader reader;
    private final SubmissionCheck check;
    private final NmsProblems problems;
    private final SubmissionGuard guard;
    private final SubmissionTable table;
    private final QualityTable quality;

    Submissions(
            SubmissionReader reader,
            SubmissionCheck check,
            NmsProblems problems,
            SubmissionGuard guard,
            SubmissionTable table,
            QualityTable quality) {
        this.quality = quality;
        this.reader = reader;
        this.check = check;
        this.problems = problems;
        this.guard = guard;
        this.table = table;
    }

    /** @param voice of the caller */
    List<LineResult> store(ScopedTransaction scoped, List<Line> lines, Pharmacies.Voice voice) throws SQLException {
        StoreTransaction transaction = scoped.whole();
        guard.leave(transaction);
        List<ReadLine> all = read(transaction, lines);
        SubmissionChunk chunk = new SubmissionChunk(scoped, voice, reader, check, problems, table);
        chunk.know(all, names(all));
        List<LineResult> results = new ArrayList<>();
        List<QualityTable.Refusal> refusals = new ArrayList<>();
        for (ReadLine each : all) {
            LineResult result = chunk.line(each);
            results.add(result);
            refusal(each, result, transaction).ifPresent(refusals::add);
        }
        table.insert(transaction, chunk.fresh());
        quality.insert(transaction, refusals);
        return results;
    }

    /** For the report of the pharmacy that sent it; not where somebody else did. */
    private static Optional<QualityTable.Refusal> refusal(
            ReadLine read, LineResult result, StoreTransaction transaction) {
        Submission said = read.submission();
        if (!(result instanceof LineResult.Refused refused)
                || refused.problems().stream().anyMatch(each -> each.reason() == NmsReason.PHARMACY_OTHER)) {
            return Optional.empty();
        }
        return said.people()
                .pharmacy()
                .map(pharmacy -> QualityTable.Refusal.of(
                        pharmacy.text(),
                        said.numbers().prescription(),
                        said.numbers().transaction(),
                        transaction.now(),
                        refused.problems()));
    }

    private List<ReadLine> read(StoreTransaction transaction, List<Line> lines) throws SQLException {
        Lookups lookups = new Lookups();
        List<ReadLine> all;
        do {
            all = lines.stream().map(line -> read(line, lookups)).toList();
        } while (lookups.fetch(transaction));
        return all;
    }

    private ReadLine read(Line line, Lookups lookups) {
        Submission submission = reader.read(line.dispense(), lookups::find);
        Optional<Patient> patient = reader.patient(line.dispense(), lookups::find);
        if (ReadLine.contains(line)) {
            patient.ifPresent(each -> reader.complete(each, submission.people().pharmacy()));
        }
        Optional<Identifier> identity = patient.map(Patient::getIdentifier)
                .flatMap(reader::identity)
                .filter(identifier ->
                        identifier.hasSystem() && identifier.getValueElement().hasValue());
        return new ReadLine(line, submission, patient, identity);
    }

    private Set<String> names(List<ReadLine> all) {
        Set<String> names = new TreeSet<>();
        for (ReadLine each : all) {
            each.key()
                    .map(Key::prescription)
                    .ifPresent(name -> names.add("nms " + name.pharmacy() + " " + name.number()));
            each.identity()
                    .filter(identity -> each.contains())
                    .ifPresent(identity ->
                            names.add("nms patient " + reader.key(identity).text()));
        }
        return names;
    }

    static @Nullable String whole(DateType date) {
        String text = date.getValueAsString();
        return text != null && text.length() == "2026-01-01".length() ? text : null;
    }
}
