package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.painbridge.dispensing.DayTotal.Computation;
import org.painbridge.dispensing.MmeReport.Apart;
import org.painbridge.dispensing.MmeReport.Figures;
import org.painbridge.dispensing.MmeReport.Missing;

/**
 * Daily morphine equivalents from dispenses. For each opioid ingredient: strength x quantity / days' supply x factor;
 * for patches the number worn at a time. A supply runs from the day of hand-over for as many days as it was for.
 * What cannot be computed is named and makes the totals incomplete; it never counts as zero. Agonist treatment, by the product
 * or by the record, has figures for information, apart, and stays out of the totals. What may be for pain or for treatment is
 * in the totals, and said apart as well.
 */
public final class MmeCalculator {
    private static final int MEAN_DIGITS = 3;

    private final Courses courses;
    private final MmeMethod method;

    public MmeCalculator(DrugTable drugs, MmeMethod method) {
        this.courses = new Courses(drugs, Units.fromClassPath(), method.earlyRefill());
        this.method = method;
    }

    /** What was known by the last day of the window, in the figures of the table. Later dispenses are not looked at. */
    public MmeReport report(DispenseHistory history, MmeTable table, MmeWindow window) {
        DispenseHistory seen = history.upTo(window.asOf());
        List<Course> known = courses.of(seen.dispenses());
        List<UnplacedDispense> unplaced = seen.unplaced().stream()
                .filter(dispense -> courses.mayHoldOpioid(dispense.dispense()))
                .filter(dispense -> reach(dispense).overlaps(new Span(window.first(), window.asOf())))
                .toList();
        List<Day> days = window.eachDay()
                .map(day -> new Day(day, total(table, known, day), on(day, unplaced)))
                .toList();
        List<MmeDay> curve =
                days.stream().map(day -> new MmeDay(day.date(), day.figure())).toList();
        List<MmeContribution> contributions = known.stream()
                .filter(course -> touches(course, window))
                .map(course -> contribution(course, table, known, window))
                .toList();
        List<Missing> missing = unplaced.stream()
                .map(dispense -> new Missing(dispense.id(), courses.product(dispense.dispense()), dispense.reason()))
                .toList();
        List<MmeFigure> totals = curve.stream().map(MmeDay::figure).toList();
        return new MmeReport(
                table.id(),
                courses.productSource(),
                window,
                figures(totals),
                apart(AgonistTreatment.ONLY, days, contributions),
                apart(AgonistTreatment.BY_INDICATION, days, contributions),
                contributions,
                missing,
                curve);
    }

    /** @param floating dispenses without a place that may be in use */
    private record Day(LocalDate date, DayTotal total, List<Optional<AgonistTreatment>> floating) {
        MmeFigure figure() {
            return lacking(total.figure(), !floating.isEmpty());
        }

        MmeFigure figure(AgonistTreatment kind) {
            return lacking(total.figure(kind), floating.stream().anyMatch(each -> each.orElse(kind) == kind));
        }

        private static MmeFigure lacking(MmeFigure figure, boolean lacks) {
            return lacks ? MmeFigure.of(figure.known(), false) : figure;
        }
    }

    /** What is not known to be for agonist treatment or not is empty. */
    private List<Optional<AgonistTreatment>> on(LocalDate day, List<UnplacedDispense> unplaced) {
        return unplaced.stream()
                .filter(dispense -> reach(dispense).contains(day))
                .map(dispense -> courses.agonistTreatment(dispense.dispense()))
                .toList();
    }

    private static Optional<Apart> apart(AgonistTreatment kind, List<Day> days, List<MmeContribution> contributions) {
        long dispenses = contributions.stream()
                .filter(contribution -> contribution.agonistTreatment().equals(Optional.of(kind)))
                .count();
        return dispenses == 0
                ? Optional.empty()
                : Optional.of(new Apart(
                        Math.toIntExact(dispenses),
                        figures(days.stream().map(day -> day.figure(kind)).toList())));
    }

    /** Days on which the patient may have had the supply. */
    private Span reach(UnplacedDispense dispense) {
        int days = dispense.dispense().supply().daysSupply().orElse(method.unknownSupplyReach());
        return new Span(dispense.possible().from(), dispense.possible().to().plusDays(days - 1L));
    }

    private DayTotal total(MmeTable table, List<Course> known, LocalDate day) {
        return new DayTotal(
                table, known.stream().filter(course -> isActive(course, day)).toList());
    }

    private boolean isActive(Course course, LocalDate day) {
        return course.isActive(day, method.unknownSupplyReach());
    }

    private boolean touches(Course course, MmeWindow window) {
        return !course.from().isAfter(window.asOf()) && !lastDay(course, window).isBefore(window.first());
    }

    private LocalDate lastDay(Course course, MmeWindow window) {
        LocalDate last = course.lastDay().orElse(course.from().plusDays(method.unknownSupplyReach() - 1L));
        return last.isAfter(window.asOf()) ? window.asOf() : last;
    }

    private MmeContribution contribution(Course course, MmeTable table, List<Course> known, MmeWindow window) {
        LocalDate day = lastDay(course, window);
        Computation computed = total(table, known, day).compute(course);
        boolean inTotal = computed instanceof Computation.Sum && !course.isAgonistTreatment();
        return new MmeContribution(
                course.dispense(),
                course.product(),
                course.agonistTreatment(),
                course.from(),
                course.lastDay(),
                computed.on(day),
                inTotal);
    }

    private static Figures figures(List<MmeFigure> days) {
        boolean complete = days.stream().allMatch(MmeFigure::isComplete);
        List<DailyMme> known = days.stream().map(MmeFigure::known).toList();
        DailyMme sum = known.stream().reduce(DailyMme.ZERO, DailyMme::plus);
        BigDecimal mean =
                sum.milligramsPerDay().divide(BigDecimal.valueOf(days.size()), MEAN_DIGITS, RoundingMode.HALF_UP);
        DailyMme peak = known.stream().max(Comparator.naturalOrder()).orElse(DailyMme.ZERO);
        return new Figures(days.getLast(), MmeFigure.of(new DailyMme(mean), complete), MmeFigure.of(peak, complete));
    }
}
