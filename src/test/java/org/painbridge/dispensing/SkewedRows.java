package org.painbridge.dispensing;

import java.util.Arrays;

/** Rows of {@link SkewedYear} in plain arrays, which can be gone through again and again. */
final class SkewedRows implements SortedFacts {
    record Row(
            long patient, int day, int prescriber, int practice, int pharmacy, SkewedYear.Script script, long region) {}

    private long[] patient = new long[1024];
    private int[] day = new int[1024];
    private int[] prescriber = new int[1024];
    private int[] practice = new int[1024];
    private int[] pharmacy = new int[1024];
    private int[] region = new int[1024];
    private SkewedYear.Script[] script = new SkewedYear.Script[1024];
    private int size;
    private int at = -1;

    void add(Row row) {
        if (size == day.length) {
            grow();
        }
        patient[size] = row.patient();
        day[size] = row.day();
        prescriber[size] = row.prescriber();
        practice[size] = row.practice();
        pharmacy[size] = row.pharmacy();
        region[size] = (int) row.region();
        script[size] = row.script();
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        patient = Arrays.copyOf(patient, capacity);
        day = Arrays.copyOf(day, capacity);
        prescriber = Arrays.copyOf(prescriber, capacity);
        practice = Arrays.copyOf(practice, capacity);
        pharmacy = Arrays.copyOf(pharmacy, capacity);
        region = Arrays.copyOf(region, capacity);
        script = Arrays.copyOf(script, capacity);
    }

    int size() {
        return size;
    }

    SkewedRows again() {
        at = -1;
        return this;
    }

    @Override
    public boolean next() {
        return ++at < size;
    }

    @Override
    public long patient() {
        return patient[at];
    }

    @Override
    public long dispense() {
        return at;
    }

    @Override
    public int day() {
        return day[at];
    }

    @Override
    public int prescriber() {
        return prescriber[at];
    }

    @Override
    public int practice() {
        return practice[at];
    }

    @Override
    public int pharmacy() {
        return pharmacy[at];
    }

    @Override
    public int drug() {
        return script[at].drug();
    }

    @Override
    public long tabletsMilli() {
        return script[at].tabletsMilli();
    }

    @Override
    public int supplyDays() {
        return script[at].days();
    }

    @Override
    public int mmeMilli() {
        return script[at].mmeMilli();
    }

    @Override
    public int marks() {
        return 0;
    }

    @Override
    public int region() {
        return region[at];
    }
}
