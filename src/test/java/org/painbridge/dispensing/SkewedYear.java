package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A made-up year of monitored dispenses, skewed like a province: most patients have a fill or two, some one a month, a few come
 * daily for agonist treatment and make up much of the rows. Seeded by the patient, so any part can be made by itself. Nobody's data.
 */
final class SkewedYear {
    /** What one patient's dispenses look like. */
    private enum Course {
        ACUTE(55, 2, 200),
        CHRONIC(22, 16, 30),
        SEDATIVE(14, 9, 40),
        STIMULANT(6, 11, 33),
        AGONIST(3, 230, 1);

        private final int percent;
        private final int fills;
        private final int every;

        Course(int percent, int fills, int every) {
            this.percent = percent;
            this.fills = fills;
            this.every = every;
        }
    }

    /** A product in an amount for so many days, as the pass keeps it in a row. */
    record Script(int drug, long tabletsMilli, int days, int mmeMilli) {}

    private static final int FIRST_DAY = (int) LocalDate.of(2026, 1, 1).toEpochDay();
    private static final int DAYS = 365;
    private static final int PRESCRIBERS = 44_000;
    private static final int PHARMACIES = 4_500;
    private static final int REGIONS = 14;

    private final List<Script> acute;
    private final List<Script> chronic;
    private final List<Script> sedative;
    private final List<Script> stimulant;
    private final List<Script> agonist;

    SkewedYear(PopulationPass pass) {
        acute = List.of(
                script(pass, "00593451", 20, 5),
                script(pass, "00608165", 20, 4),
                script(pass, "00653276", 30, 7),
                script(pass, "00125121", 30, 7));
        chronic = List.of(
                script(pass, "00125121", 60, 30),
                script(pass, "00125121", 120, 30),
                script(pass, "02125366", 60, 30),
                script(pass, "00789739", 90, 30),
                script(pass, "02372797", 60, 30),
                script(pass, "02282941", 10, 30),
                script(pass, "00653276", 120, 30),
                script(pass, "00786543", 120, 30));
        sedative = List.of(
                script(pass, "00655759", 30, 30), script(pass, "00655759", 60, 30), script(pass, "02391678", 30, 30));
        stimulant = List.of(script(pass, "02247732", 30, 30), script(pass, "00584991", 60, 30));
        agonist =
                List.of(script(pass, "02244290", 8, 1), script(pass, "02295709", 2, 1), script(pass, "02394596", 9, 1));
    }

    /** The rows of these patients, in order. */
    SkewedRows rows(long firstPatient, long patients, int seed) {
        SkewedRows rows = new SkewedRows();
        for (long patient = firstPatient; patient < firstPatient + patients; patient++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003L + patient);
            addPatient(rows, patient, random);
        }
        return rows;
    }

    private void addPatient(SkewedRows rows, long patient, RandomGenerator random) {
        Course course = course(random);
        boolean wanders = course != Course.AGONIST && random.nextInt(100) < 2;
        int every = wanders ? 6 : course.every;
        int fills = 1 + (int) Math.min(360, -Math.log(1 - random.nextDouble()) * course.fills);
        int day = FIRST_DAY + random.nextInt(course == Course.AGONIST ? 60 : DAYS / 2);
        int prescriber = skewed(random, PRESCRIBERS);
        int pharmacy = skewed(random, PHARMACIES);
        Script usual = script(course, random);
        boolean sleepsBadly = course == Course.CHRONIC && random.nextInt(100) < 12;
        List<SkewedRows.Row> own = new ArrayList<>();
        for (int i = 0; i < fills && day < FIRST_DAY + DAYS; i++) {
            boolean elsewhere = random.nextInt(100) < (wanders ? 60 : 4);
            int by = elsewhere ? random.nextInt(PRESCRIBERS) : prescriber;
            int at = elsewhere ? random.nextInt(PHARMACIES) : pharmacy;
            usual = random.nextInt(100) < 4 ? script(course, random) : usual;
            own.add(new SkewedRows.Row(patient, day, by, by / 5, at, usual, patient % REGIONS));
            if (sleepsBadly) {
                own.add(new SkewedRows.Row(patient, day, by, by / 5, at, sedative.getFirst(), patient % REGIONS));
            }
            boolean early = random.nextInt(100) < 4;
            day += Math.max(1, early ? every / 2 : every + random.nextInt(-every / 10 - 1, every / 10 + 1));
        }
        own.stream().sorted(Comparator.comparingInt(SkewedRows.Row::day)).forEach(rows::add);
    }

    private static Course course(RandomGenerator random) {
        int percent = random.nextInt(100);
        for (Course each : Course.values()) {
            percent -= each.percent;
            if (percent < 0) {
                return each;
            }
        }
        return Course.AGONIST;
    }

    private Script script(Course course, RandomGenerator random) {
        return switch (course) {
            case ACUTE -> pick(acute, random);
            case CHRONIC -> pick(chronic, random);
            case SEDATIVE -> pick(sedative, random);
            case STIMULANT -> pick(stimulant, random);
            case AGONIST -> pick(agonist, random);
        };
    }

    private static Script pick(List<Script> scripts, RandomGenerator random) {
        return scripts.get(random.nextInt(scripts.size()));
    }

    /** Few have many patients. */
    private static int skewed(RandomGenerator random, int number) {
        double one = random.nextDouble();
        return (int) (number * one * one * one);
    }

    private static Script script(PopulationPass pass, String din, int quantity, int days) {
        Dispense dispense = new Dispense(
                new DispenseId("script"),
                Dispenses.PATIENT,
                DispensedDrug.of(new Din(din)),
                new Providers(Optional.empty(), Optional.empty()),
                new Supply(Optional.of(new Amount(BigDecimal.valueOf(quantity), unit(din))), Optional.of(days)),
                HandedOver.on(LocalDate.EPOCH));
        return new Script(pass.drug(new Din(din)), pass.tabletsMilli(dispense), days, pass.mmeMilli(dispense));
    }

    /** Of a solution in millilitres, of all else in pieces. */
    private static String unit(String din) {
        return din.equals("02244290") || din.equals("02394596") ? "mL" : "1";
    }
}
