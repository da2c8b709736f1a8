package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.painbridge.dispensing.trends.PartGroups.Group;
import org.painbridge.dispensing.trends.PartGroups.Part;
import org.painbridge.dispensing.trends.Repairs.Repair;

/**
 * Which cells of a table to withhold. Not by solving what a reader could compute, but by showing what a reader cannot: for
 * each cell of few people there must be another population that agrees with everything ever shown, and in which at least
 * as many people as the limit are elsewhere. Such a population is made by exchanging people who are counted in the same shown
 * cells (a pair), or crosswise between four kinds of people (rows and columns). So what is safe here is safe
 * from any computation; at worst more is withheld than needed.
 */
final class Withholding {
    private final int least;
    private final List<Cell> cells = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final BitSet shown = new BitSet();
    private final BitSet removable = new BitSet();
    private final BitSet sensitive = new BitSet();
    private final List<Part> parts;

    Withholding(Table table, Optional<Table> whole, List<Earlier> before, int least) {
        this.least = least;
        Map<Cell, Earlier> latest = new TreeMap<>();
        before.forEach(each -> latest.merge(each.cell(), each, (one, other) -> one.withheld() ? other : one));
        table.cells().forEach((cell, tally) -> {
            Earlier known = latest.remove(cell);
            boolean isKnown = known != null && !known.withheld();
            boolean isSmall = isSmall(table.indicator(), cell, tally, whole);
            add(cell, tally, isKnown || !isSmall, !isKnown, isSmall && !isKnown);
        });
        latest.values()
                .forEach(each ->
                        add(each.cell(), each.tally(), !each.withheld(), false, each.withheld() && few(each.tally())));
        this.parts = parts(table.parts());
    }

    private void add(Cell cell, Tally tally, boolean isShown, boolean isRemovable, boolean isSensitive) {
        int index = cells.size();
        cells.add(cell);
        tallies.add(tally);
        shown.set(index, isShown);
        removable.set(index, isRemovable);
        sensitive.set(index, isSensitive);
    }

    private boolean isSmall(Indicator indicator, Cell cell, Tally tally, Optional<Table> whole) {
        if (few(tally) || (indicator.divisor() == 1 && isFew(tally.value()))) {
            return true;
        }
        Tally all =
                whole.map(table -> table.cells().getOrDefault(cell, Tally.NONE)).orElse(Tally.NONE);
        return isFew(all.people() - tally.people()) || (indicator.divisor() == 1 && isFew(all.value() - tally.value()));
    }

    private boolean few(Tally tally) {
        return isFew(tally.people());
    }

    private boolean isFew(long number) {
        return number > 0 && number < least;
    }

    private List<Part> parts(Parts all) {
        Map<Cell, Integer> places = new HashMap<>();
        for (int index = 0; index < cells.size(); index++) {
            places.put(cells.get(index), index);
        }
        List<Part> found = new ArrayList<>();
        all.each((countedIn, people) -> {
            int[] covering = countedIn.stream()
                    .filter(places::containsKey)
                    .mapToInt(places::get)
                    .sorted()
                    .toArray();
            found.add(new Part(covering, people));
        });
        return found;
    }

    /** Empty if nothing may be shown, whatever is withheld. */
    Optional<Set<Cell>> withheld() {
        Repairs repairs = new Repairs(parts, tallies, shown, removable, least);
        PartGroups groups = new PartGroups(parts, shown);
        for (int cell = sensitive.nextSetBit(0); cell >= 0; ) {
            if (isProtected(cell, groups)) {
                cell = sensitive.nextSetBit(cell + 1);
            } else {
                Optional<Repair> repair = repairs.best(cell, groups);
                if (repair.isEmpty()) {
                    return Optional.empty();
                }
                shown.andNot(repair.get().withhold());
                groups = new PartGroups(parts, shown);
            }
        }
        Set<Cell> withheld = new LinkedHashSet<>();
        for (int cell = removable.nextSetBit(0); cell >= 0; cell = removable.nextSetBit(cell + 1)) {
            if (!shown.get(cell)) {
                withheld.add(cells.get(cell));
            }
        }
        return Optional.of(withheld);
    }

    private boolean isProtected(int cell, PartGroups groups) {
        List<Group> own = groups.of(cell);
        boolean byPair = own.stream()
                .anyMatch(group -> group.shownIn().length == 0
                        || (!group.outside(cell).isEmpty() && PartGroups.people(group.parts()) >= least));
        return own.isEmpty() || byPair || groups.squares(cell).anyMatch(square -> square.takes(least));
    }
}
