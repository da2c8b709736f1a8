package org.painbridge.dispensing;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all rules over dispenses have in common; monitoring.yaml.
 *
 * @param mmeTable code of the factor table that doses are computed by
 * @param reach how long supplies are looked at
 * @param guardsHold days for which a circumstance such as palliative care is heeded after it was told of
 * @param coughMedicines products against cough, which are no start of opioids for pain
 * @param budgets when a rule is heard too often
 */
record MonitoringMethod(String mmeTable, Reach reach, int guardsHold, Set<Din> coughMedicines, AlertBudgets budgets) {
    private static final int MOST_DAYS = 1000;

    static MonitoringMethod fromClassPath() {
        YamlSection root = YamlSection.parse("monitoring.yaml", new PackagedFile("monitoring.yaml").text());
        root.text("id");
        root.text("version");
        MonitoringMethod method = new MonitoringMethod(
                sourced(root, "mme-table").text("value"),
                new Reach(number(root, "longest-supply", "d"), number(root, "refill-tolerance", "%")),
                number(root, "guards-hold", "d"),
                sourced(root, "cough-medicines").texts("dins").stream()
                        .map(Din::new)
                        .collect(Collectors.toUnmodifiableSet()),
                new AlertBudgets(number(root, "budget-window", "d"), number(root, "budget-least-dispenses", "1")));
        root.refuseUnknownKeys();
        return method;
    }

    private static int number(YamlSection root, String key, String unit) {
        YamlSection section = sourced(root, key);
        int value = section.wholeNumber("value");
        if (!section.text("unit").equals(unit) || value < 1 || value > MOST_DAYS) {
            throw section.refuse("value", key + " is a number of " + unit + " from 1 to " + MOST_DAYS);
        }
        return value;
    }

    private static YamlSection sourced(YamlSection root, String key) {
        YamlSection section = root.section(key);
        section.text("source");
        section.parsed("status", Status::parse, Status.WANTED);
        return section;
    }
}
