package org.painbridge.imaging;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;

/** What decides orders of one procedure: by the reasons of an order, those of its scenarios that are for one of them. */
final class Plans {
    /** Orders with many reasons make rare plans; beyond this number they are not kept. */
    private static final int KEPT = 1_000;

    /** Never changed. */
    private static final BitSet NONE = new BitSet();

    private final RuleSet set;
    private final Questions questions;
    private final ProcedureCatalogue procedures;
    private final Procedure procedure;
    private final List<Scenario> scenarios;
    private final Map<Code, BitSet> byReason = new HashMap<>();
    private final SortedSet<String> indications = new TreeSet<>();
    private final Map<BitSet, Decider> deciders = new ConcurrentHashMap<>();

    Plans(RuleSet set, Questions questions, ProcedureCatalogue procedures, Procedure procedure) {
        this.set = set;
        this.questions = questions;
        this.procedures = procedures;
        this.procedure = procedure;
        this.scenarios = set.scenarios().stream()
                .filter(scenario -> scenario.speaksAbout(procedure))
                .toList();
        for (int number = 0; number < scenarios.size(); number++) {
            for (CodeSet indication : scenarios.get(number).indications()) {
                add(number, indication);
            }
        }
    }

    private void add(int scenario, CodeSet indication) {
        indications.add(indication.canonical());
        indication
                .codes()
                .forEach(code ->
                        byReason.computeIfAbsent(code, reason -> new BitSet()).set(scenario));
    }

    /** Canonical URLs of the value sets that its scenarios are for. */
    SortedSet<String> indications() {
        return indications;
    }

    boolean isEmpty() {
        return scenarios.isEmpty();
    }

    Decider forReasons(Collection<Code> reasons) {
        return decider(union(reasons));
    }

    private BitSet union(Collection<Code> reasons) {
        BitSet union = NONE;
        boolean own = false;
        for (Code reason : reasons) {
            BitSet found = byReason.getOrDefault(reason, NONE);
            if (union.isEmpty()) {
                union = found;
            } else if (!found.isEmpty()) {
                // The sets of the table are shared: never change them.
                union = own ? union : (BitSet) union.clone();
                own = true;
                union.or(found);
            }
        }
        return union;
    }

    private Plan plan(BitSet chosen) {
        List<Scenario> about = chosen.stream().mapToObj(scenarios::get).toList();
        List<SafetyGate> gates = set.safety().gates().stream()
                .filter(gate -> gate.applies().to(procedure) || (gate.demotes() && isAboutAny(about, gate)))
                .toList();
        return Plan.of(set, procedure, about, gates);
    }

    private boolean isAboutAny(List<Scenario> about, SafetyGate gate) {
        return about.stream()
                .flatMap(scenario -> scenario.options().stream())
                .flatMap(option -> procedures.find(option.procedureKey()).stream())
                .anyMatch(gate.applies()::to);
    }

    private Decider decider(BitSet chosen) {
        Decider known = deciders.get(chosen);
        if (known != null) {
            return known;
        }
        Decider made = new Decider(plan(chosen), questions);
        if (deciders.size() < KEPT) {
            deciders.put((BitSet) chosen.clone(), made);
        }
        return made;
    }
}
