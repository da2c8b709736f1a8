package org.painbridge.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.painbridge.dispensing.SortedFacts;

/** Seeded dispenses of made-up patients: every product, several on a day, some of unknown product, supply or prescriber. */
final class MadeRows implements SortedFacts {
    private record Made(
            long patient,
            int day,
            int lastDay,
            int prescriber,
            int pharmacy,
            int drug,
            int supply,
            int mme,
            int marks) {}

    private final List<Made> rows = new ArrayList<>();
    private int at = -1;

    MadeRows(int patients, int products) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (long patient = 0; patient < patients; patient++) {
            int number = 1 + random.nextInt(40);
            int day = 20_000;
            for (int i = 0; i < number; i++) {
                day += random.nextInt(12);
                rows.add(made(random, patient, day, PLACED, products));
            }
            if (random.nextInt(20) == 0) {
                rows.add(made(random, patient, day - 30, day, products));
            }
        }
    }

    private static Made made(RandomGenerator random, long patient, int day, int lastDay, int products) {
        int prescriber = random.nextInt(30) == 0 ? -1 : random.nextInt(6);
        int drug = random.nextInt(30) == 0 ? -1 : random.nextInt(products + 3);
        int supply = random.nextInt(30) == 0 ? -1 : 1 + random.nextInt(40);
        int mme = random.nextInt(30) == 0 ? -1 : random.nextInt(120) * 1000;
        return new Made(
                patient,
                day,
                lastDay,
                prescriber,
                random.nextInt(5),
                drug,
                supply,
                mme,
                random.nextInt(30) == 0 ? 4 : 0);
    }

    int size() {
        return rows.size();
    }

    MadeRows again() {
        at = -1;
        return this;
    }

    @Override
    public boolean next() {
        return ++at < rows.size();
    }

    @Override
    public long patient() {
        return rows.get(at).patient();
    }

    @Override
    public long dispense() {
        return at;
    }

    @Override
    public int day() {
        return rows.get(at).day();
    }

    @Override
    public int lastDay() {
        return rows.get(at).lastDay();
    }

    @Override
    public int prescriber() {
        return rows.get(at).prescriber();
    }

    @Override
    public int practice() {
        return prescriber() < 0 ? -1 : prescriber() / 2;
    }

    @Override
    public int pharmacy() {
        return rows.get(at).pharmacy();
    }

    @Override
    public int drug() {
        return rows.get(at).drug();
    }

    @Override
    public long tabletsMilli() {
        return 60_000;
    }

    @Override
    public int supplyDays() {
        return rows.get(at).supply();
    }

    @Override
    public int mmeMilli() {
        return rows.get(at).mme();
    }

    @Override
    public int marks() {
        return rows.get(at).marks();
    }

    @Override
    public int region() {
        return (int) (patient() % 14);
    }
}
