package org.painbridge.imaging;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/**
 * What is left of an order when the person is taken out: what was ordered, why, and which facts were met or not. Dates are
 * not in it, only what followed from them. Enough to put the order to other rules later; what those ask beyond is unknown.
 *
 * @param procedureKey key of CodeSystem imaging-procedure-key
 * @param indications {@code system|code} each
 * @param facts by id; what is not in it is unknown
 */
public record CaseSheet(String procedureKey, SortedSet<String> indications, SortedMap<String, FactState> facts) {
    public CaseSheet {
        indications = Collections.unmodifiableSortedSet(new TreeSet<>(indications));
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** @param facts what was found of each, by id */
    static CaseSheet of(ImagingOrder order, SortedMap<String, FactState> facts) {
        SortedSet<String> indications = order.indications().stream()
                .map(code -> code.system() + "|" + code.code())
                .collect(Collectors.toCollection(TreeSet::new));
        return new CaseSheet(order.procedureKey(), indications, facts);
    }

    /** @throws IllegalArgumentException if that is no text of {@link #factText} */
    public static CaseSheet of(String procedureKey, String indications, String facts) {
        SortedMap<String, FactState> states = new TreeMap<>();
        for (String part : parts(facts, ";")) {
            int sign = part.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("Not fact=state: " + part);
            }
            states.put(part.substring(0, sign), state(part.substring(sign + 1)));
        }
        return new CaseSheet(procedureKey, new TreeSet<>(parts(indications, " ")), states);
    }

    /** The order again, of nobody, with facts that nobody doubts. Facts that the rules do not know are left out. */
    public ImagingOrder order(RuleSet rules, OffsetDateTime moment) {
        List<Finding> findings = facts.entrySet().stream()
                .filter(fact -> rules.facts().containsKey(fact.getKey()))
                .map(fact -> Finding.of(fact.getKey(), fact.getValue(), Finding.Origin.CHART, source(moment)))
                .toList();
        return new ImagingOrder(
                "case",
                new PatientRef("nobody"),
                procedureKey,
                indications.stream().map(CaseSheet::code).collect(Collectors.toSet()),
                findings,
                moment);
    }

    public String indicationText() {
        return String.join(" ", indications);
    }

    /** {@code fact=state}, separated by semicolons, in order. */
    public String factText() {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + "=" + fact.getValue().code())
                .collect(Collectors.joining(";"));
    }

    private static FindingSource source(OffsetDateTime moment) {
        return new FindingSource("case", "fact", null, moment.toLocalDate(), null);
    }

    private static Code code(String text) {
        int bar = text.lastIndexOf('|');
        return Code.of(text.substring(0, bar), text.substring(bar + 1));
    }

    private static List<String> parts(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator));
    }

    private static FactState state(String code) {
        return Arrays.stream(FactState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a state of a fact: " + code));
    }
}
