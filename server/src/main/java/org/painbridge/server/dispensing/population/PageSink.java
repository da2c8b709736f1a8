package org.painbridge.server.dispensing.population;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.dispensing.Alerting;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.HistoryFacts;
import org.painbridge.dispensing.PassSink;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.server.dispensing.PopulationPages;

/** Takes what the pass finds of a page: into the files, and what would be on record by dispense and rule. */
final class PageSink implements PassSink {
    private final HistoryFacts facts;
    private final RunFiles files;
    private final Set<String> onRecord;
    private final Map<DispenseId, Map<String, String>> found = new HashMap<>();

    PageSink(HistoryFacts facts, RunFiles files, List<RuleInfo> rules) {
        this.facts = facts;
        this.files = files;
        this.onRecord = rules.stream()
                .filter(rule -> rule.alerting().state() == Alerting.State.ACTIVE)
                .filter(rule -> rule.alerting().presentation() != Alerting.Presentation.ANSWER)
                .map(rule -> rule.key().id())
                .collect(Collectors.toSet());
    }

    Map<DispenseId, Map<String, String>> found() {
        return found;
    }

    @Override
    public void found(FoundRow finding) {
        files.found(finding);
        if (onRecord.contains(finding.rule().id())) {
            List<DispenseId> counted = Arrays.stream(finding.evidence())
                    .mapToObj(each -> facts.dispense(each).id())
                    .toList();
            found.computeIfAbsent(facts.dispense(finding.dispense()).id(), none -> new HashMap<>())
                    .put(finding.rule().id(), PopulationPages.evidence(finding, counted));
        }
    }

    @Override
    public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
        files.dose(patient, fromDay, toDay, mmeMilli, complete);
    }

    @Override
    public void overlap(long patient, int fromDay, int toDay) {
        files.overlap(patient, fromDay, toDay);
    }
}
