package org.painbridge.dispensing;

import java.util.List;

/** The rules over the columns of one patient: which are broken or open at a row, and which of that is news. */
final class Kernel {
    static final int MOST_RULES = Long.SIZE;

    private final List<Rule> rules;
    private final Operator[] operators;
    private final Guards[] guards;
    private final int[] concerned;
    /** Marks with which a row keeps the rule: left out by its guards, or not what it is about. */
    private final int[] kept;

    private final int[] quiet;
    private final boolean[] escalates;
    private final boolean[] ofIngredients;
    private final int longestQuiet;

    Kernel(RuleSet set) {
        this.rules = set.all().stream().filter(rule -> !rule.isOff()).toList();
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("More than " + MOST_RULES + " rules: " + rules.size());
        }
        this.operators = rules.stream().map(Rule::operator).toArray(Operator[]::new);
        this.guards = rules.stream().map(Rule::guards).toArray(Guards[]::new);
        this.concerned =
                rules.stream().mapToInt(rule -> rule.operator().concerned()).toArray();
        this.kept = rules.stream()
                .mapToInt(rule -> rule.guards().leaveOut() | rule.operator().exempt())
                .toArray();
        this.quiet = rules.stream()
                .mapToInt(rule -> rule.info().alerting().quietDays())
                .toArray();
        this.escalates = new boolean[rules.size()];
        this.ofIngredients = new boolean[rules.size()];
        for (int rule = 0; rule < escalates.length; rule++) {
            escalates[rule] = rules.get(rule).info().alerting().escalates();
            ofIngredients[rule] = rules.get(rule).info().alerting().ofIngredients();
        }
        this.longestQuiet = java.util.Arrays.stream(quiet).max().orElse(0);
    }

    List<Rule> rules() {
        return rules;
    }

    /** Days before a row in which findings decide whether one of the row is news. */
    int longestQuiet() {
        return longestQuiet;
    }

    /** Days of dispenses that what is said of a row depends on, its own included. */
    int lookBackDays() {
        return rules.stream().mapToInt(Rule::lookBackDays).max().orElse(1);
    }

    /** Whether the rule is about such a row at all. */
    boolean concerns(int rule, Columns columns, int row) {
        return concerns(rule, columns.may[row], columns.marks[row]);
    }

    Hits hits() {
        return new Hits(rules.size(), new RecentMasks(this::ofKind), new RecentMasks(this::ofRow));
    }

    private long ofKind(long code) {
        Kind kind = new Kind(code);
        long can = 0;
        for (int rule = 0; rule < operators.length; rule++) {
            can |= kind.anyMayBe(concerned[rule]) && operators[rule].canApply(kind) ? 1L << rule : 0;
        }
        return can;
    }

    /** @param mayAndMarks the classes that the row can have in the upper half, its marks in the lower */
    private long ofRow(long mayAndMarks) {
        long about = 0;
        for (int rule = 0; rule < operators.length; rule++) {
            about |= concerns(rule, (int) (mayAndMarks >>> Integer.SIZE), (int) mayAndMarks) ? 1L << rule : 0;
        }
        return about;
    }

    private boolean concerns(int rule, int may, int marks) {
        return (may & concerned[rule]) != 0 && (marks & kept[rule]) == 0;
    }

    /** Sees the rows up to this one only. Allocates nothing. */
    void judge(Columns columns, int row, Hits hits) {
        hits.clear(row);
        for (long left = hits.applicable(columns, row); left != 0; left &= left - 1) {
            judge(columns, row, Long.numberOfTrailingZeros(left), hits);
        }
    }

    private void judge(Columns columns, int row, int rule, Hits hits) {
        int level = operators[rule].judge(columns, row, guards[rule]);
        if (level == Operator.KEPT) {
            return;
        }
        if (guards[rule].exempt() != 0 && guards[rule].exempts(columns, row)) {
            if (level > Operator.KEPT) {
                hits.exempts(row, rule);
            }
        } else if (level == Operator.OPEN) {
            hits.leavesOpen(row, rule);
        } else {
            hits.breaks(row, rule, level);
        }
    }

    /** How far the rule is broken at the row, as far as that makes a difference to whether it is news. */
    int levelOfNews(Hits hits, int row, int rule) {
        return escalates[rule] ? hits.level(row, rule) : 1;
    }

    /**
     * The row whose finding told already what that of this row would, or -1 if it is news. The rows of the quiet days before
     * must have been judged.
     */
    int toldBy(Columns columns, int row, int rule, Hits hits) {
        int from = columns.day[row] - quiet[rule];
        int level = levelOfNews(hits, row, rule);
        for (int i = row - 1; i >= 0 && columns.day[i] > from; i--) {
            if (hits.isBroken(i, rule) && levelOfNews(hits, i, rule) >= level && isOfTheSame(columns, i, row, rule)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isOfTheSame(Columns columns, int earlier, int row, int rule) {
        return !ofIngredients[rule] || columns.sameIngredients(earlier, row) == Answer.YES;
    }
}
