package org.painbridge.server.dispensing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.RuleKey;
import org.painbridge.dispensing.Severity;
import org.painbridge.dispensing.Undecided;

/**
 * What the rules put on record of a dispense, in short: {@code N1:1f3c90aa} for a finding, {@code N1?:77d01b2e} for a question that
 * is open. The number stands for the evidence, so it tells without a reading whether anything changed.
 */
record FindingNote(Map<String, String> findings, Map<String, String> open) {
    private static final String OPEN = "?";

    /** For the condition {@code like} of SQL: the notes in which that rule is open. */
    static String likeOpen(String rule) {
        return "%" + rule + OPEN + ":%";
    }

    static FindingNote parse(String text) {
        FindingNote note = new FindingNote(new TreeMap<>(), new TreeMap<>());
        Arrays.stream(text.split(" "))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split(":", 2))
                .forEach(part -> note.put(part[0], part[1]));
        return note;
    }

    static FindingNote of(Evaluation evaluation) {
        FindingNote note = new FindingNote(new TreeMap<>(), new TreeMap<>());
        for (Finding finding : evaluation.issues()) {
            note.put(
                    finding.rule().key().id(),
                    evidence(
                            finding.rule().key(),
                            finding.severity(),
                            finding.facts().counted().stream().map(Dispense::id).toList()));
        }
        for (Undecided undecided : evaluation.undecided()) {
            if (!undecided.isIssue()) {
                continue;
            }
            String told = undecided.rule().key().version() + " " + undecided.because() + " " + undecided.sentence()
                    + undecided.limits();
            note.put(undecided.rule().key().id() + OPEN, digest(told));
        }
        return note;
    }

    static String evidence(RuleKey rule, Severity severity, List<DispenseId> counted) {
        String ids = counted.stream().map(DispenseId::id).collect(Collectors.joining(" "));
        return digest(rule.version() + " " + severity + " " + ids);
    }

    String text() {
        Map<String, String> all = new TreeMap<>(findings);
        open.forEach((rule, evidence) -> all.put(rule + OPEN, evidence));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    private void put(String key, String evidence) {
        if (key.endsWith(OPEN)) {
            open.put(key.substring(0, key.length() - OPEN.length()), evidence);
        } else {
            findings.put(key, evidence);
        }
    }

    private static String digest(String text) {
        UUID digest = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(digest.getMostSignificantBits());
    }
}
