package org.painbridge.dispensing;

import java.util.List;

/**
 * The rules over the dispenses of a whole population, in one go over sorted rows: the same kernel as that of
 * {@link DispensingEngine}, so the same findings. Holds one patient at a time; of a partition by patients each part can have
 * a pass of its own. Not for several threads at once.
 */
public final class PopulationPass {
    private final Kernel kernel;
    private final HistoryColumns layout;
    private final RowDoses doses;
    private final Bands bands;
    private final Columns columns;
    private final Hits hits;
    private final Proof proof = new Proof(false);
    private long[] ids = new long[64];

    private final PassReport.Counts counts;
    private final Cells cells = new Cells();
    private long rows;
    private long patients;

    PopulationPass(Kernel kernel, HistoryColumns layout, RowDoses doses) {
        this.kernel = kernel;
        this.layout = layout;
        this.doses = doses;
        this.columns = layout.columns();
        this.hits = kernel.hits();
        this.counts = PassReport.Counts.of(kernel.rules().size());
        this.bands = kernel.rules().stream()
                .map(Rule::operator)
                .filter(DailyDose.class::isInstance)
                .map(operator -> ((DailyDose) operator).bands())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No rule tells which daily dose is high"));
    }

    /** How many products the table has; numbers from there on are for DINs that it lacks. */
    public int drugs() {
        return layout.drugs().size();
    }

    /** The number of a product; -1 if the table lacks it. */
    public int drug(Din din) {
        return layout.drugs().key(din).orElse(Columns.UNKNOWN);
    }

    /** What to keep in a row as its morphine equivalents a day; see {@link SortedFacts#mmeMilli}. */
    public int mmeMilli(Dispense dispense) {
        return doses.milli(dispense);
    }

    /** How far a daily dose goes: 0 below the bands of the rule on daily doses, 1 in the first of them, 2 in the second. */
    public int doseLevel(long milli) {
        return bands.level(milli);
    }

    /** What to keep in a row as its tablets; see {@link SortedFacts#tabletsMilli}. */
    public long tabletsMilli(Dispense dispense) {
        return layout.quantity(dispense);
    }

    /** What to keep in a row as its marks: circumstances, how its keys are known, what the sender says of the product. */
    public static int marks(Dispense dispense) {
        return HistoryColumns.marks(dispense);
    }

    /** The same of a dispense without a certain place. */
    public static int marks(UnplacedDispense dispense) {
        return HistoryColumns.marks(dispense);
    }

    /** What rules see in a product: for programs that look at rows without this library. */
    public DrugFacts facts(int drug, int marks) {
        return layout.drugs().facts(drug, marks);
    }

    /**
     * May be called again with rows of other patients, such as the next page of a table.
     *
     * @return of all that was gone through so far
     * @throws IllegalArgumentException if the rows are not in order
     */
    public PassReport run(SortedFacts facts, PassSink sink) {
        Sweep sweep = new Sweep(columns, sink, cells, bands);
        columns.clear();
        long patient = Long.MIN_VALUE;
        int region = Columns.UNKNOWN;
        boolean first = true;
        while (facts.next()) {
            if (first || facts.patient() != patient) {
                finish(patient, region, sweep, sink);
                requireOrder(first || facts.patient() > patient, facts);
                first = false;
                patient = facts.patient();
                region = facts.region();
            }
            add(facts);
        }
        finish(patient, region, sweep, sink);
        return PassReport.of(kernel, rows, patients, counts, cells);
    }

    private static void requireOrder(boolean inOrder, SortedFacts facts) {
        if (!inOrder) {
            throw new IllegalArgumentException("Rows are not in order at dispense " + facts.dispense());
        }
    }

    private void add(SortedFacts facts) {
        int row = columns.open();
        columns.day[row] = facts.day();
        boolean isPlaced = facts.lastDay() == SortedFacts.PLACED;
        requireOrder(!isPlaced || row == 0 || followsPlaced(row, facts.day()), facts);
        columns.prescriber[row] = facts.prescriber();
        columns.practice[row] = facts.practice();
        columns.pharmacy[row] = facts.pharmacy();
        columns.quantity[row] = facts.tabletsMilli();
        columns.supply[row] = facts.supplyDays();
        columns.dose[row] = facts.mmeMilli();
        columns.marks[row] = facts.marks();
        if (isPlaced) {
            columns.placed(row, facts.drug());
        } else {
            columns.floating(row, facts.drug(), facts.lastDay());
        }
        if (row >= ids.length) {
            ids = java.util.Arrays.copyOf(ids, ids.length * 2);
        }
        ids[row] = facts.dispense();
    }

    private boolean followsPlaced(int row, int day) {
        return columns.size() == row && columns.day[row - 1] <= day;
    }

    private void finish(long patient, int region, Sweep sweep, PassSink sink) {
        if (columns.total() == 0) {
            return;
        }
        hits.begin(columns);
        for (int row = 0; row < columns.size(); row++) {
            kernel.judge(columns, row, hits);
            tell(patient, row, sink);
        }
        countRows(region);
        sweep.run(patient, region);
        rows += columns.total();
        patients++;
        columns.clear();
    }

    private void countRows(int region) {
        int row = 0;
        while (row < columns.size()) {
            int first = row;
            int lastDay = cells.lastDayOfQuarter(columns.day[first]);
            while (row < columns.size() && columns.day[row] <= lastDay) {
                row++;
            }
            cells.add(region, columns.day[first], Cells.Measure.DISPENSES, row - first);
            cells.add(region, columns.day[first], Cells.Measure.PATIENTS, 1);
        }
    }

    private void tell(long patient, int row, PassSink sink) {
        count(hits.open(row), counts.open());
        count(hits.exempt(row), counts.exempt());
        count(hits.broken(row), counts.broken());
        for (long left = hits.broken(row); left != 0; left &= left - 1) {
            int rule = Long.numberOfTrailingZeros(left);
            if (kernel.toldBy(columns, row, rule, hits) < 0) {
                counts.news()[rule]++;
                sink.found(found(patient, row, rule));
            }
        }
    }

    private static void count(long rulesByBit, long[] numbers) {
        for (long left = rulesByBit; left != 0; left &= left - 1) {
            numbers[Long.numberOfTrailingZeros(left)]++;
        }
    }

    private FoundRow found(long patient, int row, int rule) {
        Rule each = kernel.rules().get(rule);
        each.operator().prove(columns, row, each.guards(), proof.start());
        long[] evidence = proof.counted(ids);
        return new FoundRow(
                patient,
                ids[row],
                each.info().key(),
                each.info().severities().at(hits.level(row, rule)),
                kernel.levelOfNews(hits, row, rule),
                proof.figure(),
                proof.threshold(),
                proof.from(),
                proof.to(),
                proof.clears(),
                evidence);
    }

    /** The rules that are applied, in the order of their files. */
    public List<RuleInfo> rules() {
        return kernel.rules().stream().map(Rule::info).toList();
    }
}
