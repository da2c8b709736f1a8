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
    private final Map<String, Evaluation> evaluations = new ConcurrentHashMap<>();
    /** By dispense, where they are known. */
    private final Map<String, String> pharmacies = new ConcurrentHashMap<>();

    /** @param now when the rules are applied */
    public Heard(Instant now) {
        this.now = now;
    }

    void add(Map<String, Evaluation> said, Collection<DispenseRow> dispenses) {
        evaluations.putAll(said);
        for (DispenseRow each : dispenses) {
            if (each.pharmacy() != null) {
                pharmacies.put(each.id(), each.pharmacy());
            }
        }
    }

    public void addAll(Heard other) {
        evaluations.putAll(other.evaluations);
        pharmacies.putAll(other.pharmacies);
    }

    /** Findings and open questions of a dispense that are not on record; so they have no id. */
    public List<DetectedIssue> besideTheRecord(String dispenseId) {
        Evaluation said = evaluations.get(dispenseId);
        if (said == null) {
            return List.of();
        }
        List<DetectedIssue> issues = new ArrayList<>();
        for (Finding finding : said.findings()) {
            if (finding.isNews() && !finding.isIssue()) {
                issues.add(WRITER.write(finding, now));
            }
        }
        for (Undecided undecided : said.undecided()) {
            if (!undecided.isIssue()) {
                issues.add(WRITER.write(undecided, now));
            }
        }
        return issues;
    }

    /** Findings that hold of a dispense, but were told of an earlier one, which is not known to be of the same pharmacy. */
    public List<DetectedIssue> toldElsewhere(String dispenseId) {
        Evaluation said = evaluations.get(dispenseId);
        return said == null
                ? List.of()
                : said.findings().stream()
                        .filter(finding -> finding.toldBy()
                                .filter(earlier -> !isOfOnePharmacy(earlier.id(), dispenseId))
                                .isPresent())
                        .map(finding -> WRITER.write(finding, now))
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
