package org.painbridge.imaging;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/** Orders that a scenario of a pack speaks about, with facts thrown by dice: more of them than a chart would have. */
final class RandomOrders {
    private final RuleSet rules;
    private final RandomGenerator random;

    RandomOrders(RuleSet rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    ImagingOrder order() {
        Scenario scenario = any(rules.scenarios());
        List<String> procedures = scenario.options().stream()
                .map(ImagingOption::procedureKey)
                .filter(key -> !key.equals(ImagingOption.NO_IMAGING))
                .toList();
        List<Finding> findings = new ArrayList<>();
        rules.facts().values().forEach(fact -> add(fact, findings));
        return order(any(procedures), reasons(scenario), findings);
    }

    static ImagingOrder order(String procedure, Set<Code> reasons, List<Finding> findings) {
        return new ImagingOrder(
                "ServiceRequest/order", new PatientRef("example"), procedure, reasons, findings, ImagingOrders.NOW);
    }

    private Set<Code> reasons(Scenario scenario) {
        Set<Code> reasons = new HashSet<>();
        reasons.add(any(any(scenario.indications()).codes().stream()
                .sorted(Comparator.comparing(Code::toString))
                .toList()));
        return reasons;
    }

    private void add(Fact fact, List<Finding> findings) {
        int count = random.nextInt(10) == 0 ? 2 : random.nextInt(2);
        for (int number = 0; number < count; number++) {
            findings.add(finding(fact));
        }
    }

    private Finding finding(Fact fact) {
        Finding.Origin origin = any(List.of(Finding.Origin.ANSWER, Finding.Origin.CHART));
        if (fact.type() == Fact.Type.DATE) {
            LocalDate from = ImagingOrders.TODAY.minusDays(random.nextInt(30_000) - 5L);
            return Finding.of(fact.id(), new DateRange(from, from.plusDays(random.nextInt(2) * 20L)), origin, source());
        }
        return Finding.of(fact.id(), any(List.of(FactState.values())), origin, source());
    }

    private FindingSource source() {
        LocalDate on = random.nextInt(5) == 0 ? null : ImagingOrders.TODAY.minusDays(random.nextInt(200) - 3L);
        return new FindingSource("QuestionnaireResponse/" + random.nextInt(5), "item", null, on, null);
    }

    <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
