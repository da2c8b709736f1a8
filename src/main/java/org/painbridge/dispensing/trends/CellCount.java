package org.painbridge.dispensing.trends;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts one indicator into the cells of a table, and into those of earlier ones. */
final class CellCount {
    private final Indicator indicator;
    private final Question question;
    private final Set<Cell> again;
    private final Set<Shape> shapes;
    private final Map<Cell, Tally> tallies = new HashMap<>();
    private final Map<String, Set<Cell>> prescribers = new TreeMap<>();
    private final Map<Cell, Long> person = new HashMap<>();
    private final Parts parts = new Parts();

    /** @param again cells of earlier tables, to be counted beside those of the question */
    CellCount(Indicator indicator, Question question, Set<Cell> again) {
        this.indicator = indicator;
        this.question = question;
        this.again = again.stream().filter(cell -> !question.has(cell)).collect(Collectors.toUnmodifiableSet());
        this.shapes = this.again.stream().map(Shape::of).collect(Collectors.toUnmodifiableSet());
    }

    Indicator indicator() {
        return indicator;
    }

    /** @param prescriber of the dispense that the fact is about, where there is one and it is known */
    void add(Cell atom, long value, Optional<String> prescriber) {
        if (indicator.counts() != Indicator.Counts.PRESCRIBERS) {
            cells(atom).forEach(cell -> person.merge(cell, value, Long::sum));
        } else if (prescriber.isPresent()) {
            prescribers
                    .computeIfAbsent(prescriber.get(), each -> new HashSet<>())
                    .addAll(cells(atom));
        }
    }

    private List<Cell> cells(Cell atom) {
        List<Cell> cells = new ArrayList<>(question.cells(atom));
        for (Shape shape : shapes) {
            shape.covering(atom).filter(again::contains).ifPresent(cells::add);
        }
        return cells;
    }

    /** Whose facts come next is somebody else. */
    void endOfPerson() {
        if (!person.isEmpty()) {
            count(person);
            person.clear();
        }
    }

    private void count(Map<Cell, Long> values) {
        boolean sums = indicator.counts() == Indicator.Counts.SUM;
        values.forEach((cell, value) -> tallies.merge(cell, new Tally(sums ? value : 1, 1), Tally::plus));
        parts.add(values.keySet());
    }

    /** After the last person. */
    Table table() {
        prescribers.values().forEach(cells -> {
            Map<Cell, Long> once = new HashMap<>();
            cells.forEach(cell -> once.put(cell, 1L));
            count(once);
        });
        prescribers.clear();
        Map<Cell, Tally> asked = new HashMap<>(tallies);
        asked.keySet().removeAll(again);
        Map<Cell, Tally> anew = new HashMap<>();
        again.forEach(cell -> anew.put(cell, tallies.getOrDefault(cell, Tally.NONE)));
        return new Table(indicator, question, asked, anew, parts);
    }
}
