package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Why a rule is broken or open at a row: which rows, which numbers. Used again for the next one. */
final class Proof {
    static final int NEVER = Integer.MAX_VALUE;

    private final boolean withWords;
    private int[] counted = new int[16];
    private int countedRows;
    private int[] lacking = new int[16];
    private int lackingRows;
    private final int[] reserves = new int[Reserve.values().length];
    private final Map<String, Object> numbers = new TreeMap<>();
    private int from;
    private int to;
    private int figure;
    private int threshold;
    private int clears;

    /** @param withWords whether it is to be read by people, too */
    Proof(boolean withWords) {
        this.withWords = withWords;
    }

    Proof start() {
        countedRows = 0;
        lackingRows = 0;
        Arrays.fill(reserves, 0);
        numbers.clear();
        figure = 0;
        threshold = 0;
        clears = NEVER;
        return this;
    }

    /** A row that makes the rule broken. */
    void counts(int row) {
        if (countedRows == counted.length) {
            counted = Arrays.copyOf(counted, countedRows * 2);
        }
        counted[countedRows++] = row;
    }

    /** A row of which more would have to be known. */
    void lacks(int row) {
        if (lackingRows == lacking.length) {
            lacking = Arrays.copyOf(lacking, lackingRows * 2);
        }
        lacking[lackingRows++] = row;
    }

    void lacks(int row, Reserve why) {
        lacks(row);
        add(why, 1);
    }

    /** A row without a certain place that could change the answer. */
    void floats(Columns columns, int row) {
        lacks(row, columns.isMarked(row, Marks.LINKED) ? Reserve.LINKED_RECORD : Reserve.WITHOUT_PLACE);
    }

    void add(Reserve reserve, int number) {
        reserves[reserve.ordinal()] += number;
    }

    /** Calendar days looked at, both ends included. */
    void window(int first, int last) {
        from = first;
        to = last;
    }

    /** What was found, against what it is compared with, in whole units of the threshold. */
    void compares(long found, int with) {
        figure = Math.toIntExact(found);
        threshold = with;
    }

    /** First day on which it no longer holds if nothing else is dispensed. */
    void clearsOn(int day) {
        clears = day;
    }

    /** For the sentences, as the others are: left out where nobody reads any. */
    void number(String name, int value) {
        if (withWords) {
            numbers.put(name, value);
        }
    }

    void day(String name, int day) {
        if (withWords) {
            numbers.put(name, LocalDate.ofEpochDay(day));
        }
    }

    /** @param milli in thousandths of a milligram */
    void dose(String name, long milli) {
        if (withWords) {
            numbers.put(name, BigDecimal.valueOf(milli, 3).stripTrailingZeros().toPlainString());
        }
    }

    /** @param key of wording.yaml */
    void phrase(String name, String key) {
        if (withWords) {
            numbers.put(name, new Phrase(key));
        }
    }

    /** In order, each once. */
    int[] counted() {
        order();
        return Arrays.copyOf(counted, countedRows);
    }

    /** The same by what each row is called. */
    long[] counted(long[] names) {
        order();
        long[] called = new long[countedRows];
        for (int k = 0; k < countedRows; k++) {
            called[k] = names[counted[k]];
        }
        return called;
    }

    private void order() {
        Arrays.sort(counted, 0, countedRows);
        int distinct = 0;
        for (int k = 0; k < countedRows; k++) {
            if (k == 0 || counted[k] != counted[k - 1]) {
                counted[distinct++] = counted[k];
            }
        }
        countedRows = distinct;
    }

    int countedRows() {
        return countedRows;
    }

    int[] lacking() {
        return Arrays.stream(lacking, 0, lackingRows).distinct().sorted().toArray();
    }

    int reserve(Reserve reserve) {
        return reserves[reserve.ordinal()];
    }

    Map<String, Object> numbers() {
        return new TreeMap<>(numbers);
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int figure() {
        return figure;
    }

    int threshold() {
        return threshold;
    }

    int clears() {
        return clears;
    }
}
