package org.painbridge.server.dispensing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.painbridge.dispensing.DispenseRow;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.Finding;
import org.painbridge.dispensing.NotRaised;
import org.painbridge.dispensing.Undecided;
import org.painbridge.dispensing.fhir.FindingWriter;

/** What the rules said of dispenses, for who answers to them: some of it is told there only, and is not on record. */
public final class Heard {
    private static final FindingWriter WRITER = new FindingWriter();

    private final Instant now;
    /** By dispense. */
    private final Map<String, Said> evaluations = new ConcurrentHashMap<>();
    /** By dispense, where they are known. */
    private final Map<String, String> pharmacies = new ConcurrentHashMap<>();

    /** @param at when the rules were applied */
    private record Said(Evaluation what, Instant at) {}

    /** @param now when the rules are applied */
    public Heard(Instant now) {
        this.now = now;
    }

    void add(Map<String, Evaluation> said, Collection<DispenseRow> dispenses) {
        said.forEach((id, what) -> evaluations.put(id, new Said(what, now)));
        for (DispenseRow each : dispenses) {
            if (each.pharmacy() != null) {
                pharmacies.put(each.id(), each.pharmacy());
            }
        }
    }

    /** What was heard at several times, each with its own moment. */
    public static Heard together(List<Heard> all) {
        Heard whole = new Heard(Instant.EPOCH); // Of nothing that it says.
        all.forEach(whole::addAll);
        return whole;
    }

    private void addAll(Heard other) {
        evaluations.putAll(other.evaluations);
        pharmacies.putAll(other.pharmacies);
    }

    /** Findings and open questions of a dispense that are not on record; so they have no id. */
    public List<DetectedIssue> besideTheRecord(String dispenseId) {
        Said said = evaluations.get(dispenseId);
        if (said == null) {
            return List.of();
        }
        List<DetectedIssue> issues = new ArrayList<>();
        for (Finding finding : said.what().findings()) {
            if (finding.isNews() && !finding.isIssue()) {
                issues.add(WRITER.write(finding, said.at()));
            }
        }
        for (Undecided undecided : said.what().undecided()) {
            if (!undecided.isIssue()) {
                issues.add(WRITER.write(undecided, said.at()));
            }
        }
        return issues;
    }

    /** Findings that hold of a dispense, but were told of an earlier one, which is not known to be of the same pharmacy. */
    public List<DetectedIssue> toldElsewhere(String dispenseId) {
        Said said = evaluations.get(dispenseId);
        return said == null
                ? List.of()
                : said.what().findings().stream()
                        .filter(finding -> finding.toldBy()
                                .filter(earlier -> !isOfOnePharmacy(earlier.id(), dispenseId))
                                .isPresent())
                        .map(finding -> WRITER.write(finding, said.at()))
                        .toList();
    }

    /** Those of a dispense that {@link #toldElsewhere} does not tell of. */
    public List<NotRaised> withoutToldElsewhere(String dispenseId, List<NotRaised> all) {
        return all.stream()
                .filter(each -> each.toldBy()
                        .filter(earlier -> !isOfOnePharmacy(earlier.id(), dispenseId))
                        .isEmpty())
                .toList();
    }

    private boolean isOfOnePharmacy(String one, String other) {
        String pharmacy = pharmacies.get(one);
        return pharmacy != null && pharmacy.equals(pharmacies.get(other));
    }
}
