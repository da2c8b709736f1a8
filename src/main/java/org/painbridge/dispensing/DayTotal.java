package org.painbridge.dispensing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.reducing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.painbridge.dispensing.Course.Content;
import org.painbridge.dispensing.MmeContribution.Result;
import org.painbridge.dispensing.MmeFactor.OpioidForm;
import org.painbridge.dispensing.MmeFactor.Value;
import org.painbridge.dispensing.NotComputable.Why;

/** The morphine equivalents of one day: of each supply active on it, and in sum. */
final class DayTotal {
    /** Digits kept of a daily figure: thousandths of a milligram. Rounded once for each supply, so sums are exact. */
    private static final int MME_DIGITS = 3;

    private final MmeTable table;
    private final List<Course> active;
    private final Map<OpioidForm, BigDecimal> substancePerDay;

    DayTotal(MmeTable table, List<Course> active) {
        this.table = table;
        this.active = active;
        this.substancePerDay = active.stream()
                .flatMap(course -> course.doses().stream())
                .collect(groupingBy(Dose::key, mapping(Dose::perDay, reducing(BigDecimal.ZERO, BigDecimal::add))));
    }

    /** Of all but agonist treatment, which leaves it incomplete. */
    MmeFigure figure() {
        return sum(active, course -> !course.isAgonistTreatment());
    }

    /** Of what is of this kind of treatment, apart; incomplete by what has no figure, or is not known to be of another kind. */
    MmeFigure figure(AgonistTreatment kind) {
        List<Course> possible = active.stream()
                .filter(course -> course.agonistTreatment().orElse(kind) == kind)
                .toList();
        return sum(possible, course -> true);
    }

    private MmeFigure sum(List<Course> courses, Predicate<Course> counts) {
        DailyMme sum = DailyMme.ZERO;
        boolean complete = true;
        for (Course course : courses) {
            if (compute(course) instanceof Computation.Sum(DailyMme mme) && counts.test(course)) {
                sum = sum.plus(mme);
            } else {
                complete = false;
            }
        }
        return MmeFigure.of(sum, complete);
    }

    Computation compute(Course course) {
        return switch (course.content()) {
            case Content.Unmeasured(NotComputable reason) -> new Computation.None(reason);
            case Content.Doses(List<Dose> doses) -> sum(doses);
        };
    }

    private Computation sum(List<Dose> doses) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Dose dose : doses) {
            Value value = table.value(dose, substancePerDay.getOrDefault(dose.key(), dose.perDay()));
            if (value instanceof Value.None(String reason)) {
                return new Computation.None(new NotComputable(Why.NO_FACTOR, reason));
            }
            if (value instanceof Value.PerUnit(BigDecimal factor)) {
                sum = sum.add(dose.perDay().multiply(factor));
            }
        }
        return new Computation.Sum(new DailyMme(sum.setScale(MME_DIGITS, RoundingMode.HALF_UP)));
    }

    sealed interface Computation {
        record Sum(DailyMme mme) implements Computation {}

        record None(NotComputable reason) implements Computation {}

        default Result on(LocalDate day) {
            return switch (this) {
                case Sum(DailyMme mme) -> new Result.Computed(mme, day);
                case None(NotComputable reason) -> new Result.NoFigure(reason);
            };
        }
    }
}
