package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.painbridge.dispensing.HistoryColumns.Filled;

/** Says in words what a rule found, or why it cannot be decided. */
final class Explainer {
    private final SharedWording shared = SharedWording.fromClassPath();
    private final MmeTableId table;

    /** @param table by which doses are computed */
    Explainer(MmeTableId table) {
        this.table = table;
    }

    Finding finding(Rule rule, Filled filled, int row, Optional<DispenseId> toldBy) {
        Columns columns = filled.columns();
        Proof proof = proof(rule, columns, row, rule.guards());
        FindingFacts facts = facts(filled, row, proof);
        Map<String, Object> values = values(rule, proof, facts.window());
        facts.clearsOn().ifPresent(day -> values.put("clears", day));
        int level = rule.operator().judge(columns, row, rule.guards());
        return new Finding(
                rule.info(),
                rule.info().severities().at(level),
                facts,
                shared.fill(rule.wording().finding(), values),
                shared.fill(rule.wording().clears(), values),
                limits(rule, columns, row, proof),
                toldBy);
    }

    Undecided undecided(Rule rule, Filled filled, int row, Dispense dispense) {
        Columns columns = filled.columns();
        Proof proof = proof(rule, columns, row, rule.guards());
        Map<String, Object> values = values(rule, proof, window(proof));
        List<DispenseId> because = Arrays.stream(proof.lacking())
                .mapToObj(lacking -> filled.rows().get(lacking).id())
                .distinct()
                .toList();
        return new Undecided(
                rule.info(),
                dispense,
                because.isEmpty() ? List.of(dispense.id()) : because,
                lacksOnlyIdentity(rule, columns, row),
                shared.fill(rule.wording().undecided(), values),
                limits(rule, columns, row, proof));
    }

    /** Whether the rule would be kept, were it certain who the patient is. */
    private static boolean lacksOnlyIdentity(Rule rule, Columns columns, int row) {
        int marks = columns.marks[row];
        columns.marks[row] = marks & ~Marks.IDENTITY_UNCERTAIN;
        int level = rule.operator().judge(columns, row, rule.guards());
        columns.marks[row] = marks;
        return level == Operator.KEPT;
    }

    private static Proof proof(Rule rule, Columns columns, int row, Guards guards) {
        Proof proof = new Proof(true).start();
        rule.operator().prove(columns, row, guards, proof);
        if (columns.mayLackRows(row)) {
            proof.lacks(row, Reserve.UNKNOWN_IDENTITY);
        }
        return proof;
    }

    private FindingFacts facts(Filled filled, int row, Proof proof) {
        List<Dispense> counted =
                Arrays.stream(proof.counted()).mapToObj(filled.rows()::get).toList();
        return new FindingFacts(
                filled.rows().get(row),
                window(proof),
                counted,
                proof.figure(),
                proof.threshold(),
                proof.clears() == Proof.NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(proof.clears())),
                proof.numbers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> shared.plain(each.getValue()))));
    }

    private static Span window(Proof proof) {
        return new Span(LocalDate.ofEpochDay(proof.from()), LocalDate.ofEpochDay(proof.to()));
    }

    private Map<String, Object> values(Rule rule, Proof proof, Span window) {
        Map<String, Object> values = new TreeMap<>(Wording.values(rule.info(), window, proof.figure()));
        values.put("table", table.code() + " " + table.version());
        values.putAll(proof.numbers());
        return values;
    }

    private List<BilingualText> limits(Rule rule, Columns columns, int row, Proof proof) {
        Guards guards = rule.guards();
        int heeded = guards.heeded(columns, row, guards.relabel());
        int asked = guards.exempt() | guards.relabel() | (guards.leaveOut() & Circumstance.bits(Circumstance.ALL));
        asked |= guards.mergesParts() ? Circumstance.PART_FILL.bit() : 0;
        int unknown = asked & ~guards.heeded(columns, row, asked);
        boolean practiceUnknown =
                Arrays.stream(proof.counted()).anyMatch(counted -> columns.practice[counted] == Columns.UNKNOWN);
        return shared.limits(proof, guards, heeded, unknown, practiceUnknown || proof.countedRows() == 0);
    }

    /** Of a rule that is broken, and told of by an earlier dispense. */
    NotRaised toldBefore(Rule rule, Filled filled, int row, DispenseId toldBy) {
        return notRaised(rule, filled, row, rule.guards(), List.of(shared.told()), Optional.of(toldBy));
    }

    /** Of a rule that is broken, and tells nobody. */
    NotRaised onTrial(Rule rule, Filled filled, int row) {
        return notRaised(rule, filled, row, rule.guards(), List.of(shared.onTrial()), Optional.empty());
    }

    private NotRaised notRaised(
            Rule rule, Filled filled, int row, Guards guards, List<Label> because, Optional<DispenseId> toldBy) {
        Proof proof = proof(rule, filled.columns(), row, guards);
        IntStream rows = IntStream.concat(Arrays.stream(proof.counted()), Arrays.stream(proof.lacking()));
        return new NotRaised(
                rule.info(),
                because.stream().map(Label::code).toList(),
                shared.notRaised(because),
                toldBy,
                Stream.concat(
                                IntStream.concat(rows, rule.guards().heededRows(filled.columns(), row))
                                        .mapToObj(
                                                each -> filled.rows().get(each).id()),
                                Stream.concat(
                                        toldBy.stream(),
                                        Stream.of(filled.rows().get(row).id())))
                        .distinct()
                        .toList());
    }

    /** Empty if the rule is broken or open, or would not be broken in any case. */
    Optional<NotRaised> notRaised(Rule rule, Filled filled, int row) {
        Columns columns = filled.columns();
        Guards guards = rule.guards();
        if (!breaks(rule, columns, row, Guards.NONE)) {
            return Optional.empty();
        }
        List<Label> because = new ArrayList<>();
        int exempt = guards.heeded(columns, row, guards.exempt());
        if (exempt == 0 && rule.operator().judge(columns, row, guards) != Operator.KEPT) {
            return Optional.empty();
        }
        if (decides(rule, columns, row, guards.withoutMerging(Guards.PRACTICES))) {
            because.add(shared.practice());
        }
        if (decides(rule, columns, row, guards.withoutMerging(Guards.STRENGTHS))) {
            because.add(shared.strengths());
        }
        int leftOut = exempt;
        if (decides(rule, columns, row, guards.withoutMerging(Guards.PARTS))) {
            leftOut |= Circumstance.PART_FILL.bit();
        }
        for (int bit = 1; bit > 0 && bit <= Marks.COUGH; bit <<= 1) {
            boolean decides = (guards.leaveOut() & bit) != 0 && decides(rule, columns, row, guards.without(bit));
            leftOut |= decides ? bit : 0;
        }
        because.addAll(shared.labels(leftOut));
        if (because.isEmpty()) { // Only all of them together decide.
            because.addAll(shared.all(guards));
        }
        return Optional.of(notRaised(rule, filled, row, Guards.NONE, because, Optional.empty()));
    }

    /** Whether the rule is broken with these guards, and not with its own. */
    private static boolean decides(Rule rule, Columns columns, int row, Guards without) {
        return breaks(rule, columns, row, without) && !breaks(rule, columns, row, rule.guards());
    }

    private static boolean breaks(Rule rule, Columns columns, int row, Guards guards) {
        return rule.operator().judge(columns, row, guards) > Operator.KEPT;
    }
}
