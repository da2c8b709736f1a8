package org.painbridge.dispensing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What became known of a made-up patient, moment by moment: dispenses of today and late ones, several on a day, reversals,
 * corrections, some without a certain day. Beside it what the online path makes of each event: it judges anew what the event can
 * change, and nothing else. A prescriber is of one practice or none.
 */
final class Ledger {
    private static final List<String> PRODUCTS = List.of(
            "00593451",
            "00125121",
            "00786543",
            "02125366",
            "02247700",
            "02295709",
            "02282941",
            "00655759",
            "02391678",
            "02458187",
            "00050024",
            "00000001",
            "00000002");

    /** @param voided the moment from which it was believed no more; {@link Integer#MAX_VALUE} if it still is */
    private record Version(Dispense dispense, Optional<UnplacedDispense> unplaced, int recorded, int voided) {
        boolean isKnown(int moment) {
            return recorded <= moment && moment < voided;
        }

        Version until(int moment) {
            return new Version(dispense, unplaced, recorded, moment);
        }
    }

    private final RandomGenerator random;
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, TreeSet<String>> findings = new TreeMap<>();
    private final Optional<DispensingEngine> online;
    private int moment;
    private int today;
    private int dispenses;

    /** @param online if the online path is to be gone, too */
    Ledger(RandomGenerator random, int events, Optional<DispensingEngine> online) {
        this.random = random;
        this.online = online;
        for (int i = 0; i < events; i++) {
            happen();
        }
    }

    int moment() {
        return moment;
    }

    /** What was known at that moment. */
    DispenseHistory asOf(int at) {
        return new DispenseHistory(
                Dispenses.PATIENT,
                versions.stream()
                        .filter(each -> each.isKnown(at) && each.unplaced().isEmpty())
                        .map(Version::dispense)
                        .toList(),
                versions.stream()
                        .filter(each -> each.isKnown(at))
                        .flatMap(each -> each.unplaced().stream())
                        .toList());
    }

    /** What the online path found so far and still holds, each as {@link #text}. */
    TreeSet<String> findings() {
        TreeSet<String> all = new TreeSet<>();
        findings.values().forEach(all::addAll);
        return all;
    }

    static String text(String dispense, RuleKey rule, Severity severity, long figure, List<String> evidence) {
        return dispense + " " + rule + " " + severity + " " + figure + " " + evidence;
    }

    private void happen() {
        moment++;
        today += random.nextInt(3) == 0 ? 0 : random.nextInt(random.nextInt(12) == 0 ? 120 : 9);
        List<Version> known =
                versions.stream().filter(each -> each.isKnown(moment)).toList();
        int kind = random.nextInt(100);
        if (known.isEmpty() || kind < 70) {
            learn(Optional.empty(), today);
        } else if (kind < 82) {
            learn(Optional.empty(), Math.max(0, today - random.nextInt(60)));
        } else {
            Version old = known.get(random.nextInt(known.size()));
            versions.set(versions.indexOf(old), old.until(moment));
            if (kind < 90) {
                learn(Optional.of(old), random.nextBoolean() ? day(old) : Math.max(0, today - random.nextInt(30)));
            } else {
                judge(old.dispense(), day(old), day(old));
            }
        }
    }

    private static int day(Version version) {
        return (int) (version.dispense().day().toEpochDay() - Dispenses.JUNE_1.toEpochDay());
    }

    /** @param old what is corrected */
    private void learn(Optional<Version> old, int day) {
        String id = old.map(each -> each.dispense().id().id()).orElseGet(() -> "d" + dispenses++);
        boolean keepsPlace = old.filter(each -> each.unplaced().isEmpty() && day(each) == day)
                .isPresent();
        long arrival = keepsPlace ? old.orElseThrow().dispense().handedOver().arrival() : next(day);
        Dispense dispense = made(id, day).arrivedAs(arrival);
        int last = day;
        Optional<UnplacedDispense> unplaced = Optional.empty();
        if (random.nextInt(40) == 0) {
            last = day + random.nextInt(90);
            UnplacedDispense.Why why = UnplacedDispense.Why.values()[random.nextInt(2)];
            unplaced = Optional.of(new UnplacedDispense(dispense, Dispenses.JUNE_1.plusDays(last), why));
        }
        versions.add(new Version(dispense, unplaced, moment, Integer.MAX_VALUE));
        int before = old.map(Ledger::day).orElse(day);
        judge(dispense, Math.min(before, day), Math.max(before, last));
    }

    private long next(int day) {
        return versions.stream()
                .filter(each -> each.isKnown(moment) && each.unplaced().isEmpty() && day(each) == day)
                .mapToLong(each -> each.dispense().handedOver().arrival() + 1)
                .max()
                .orElse(0);
    }

    private Dispense made(String id, int day) {
        int prescriber = random.nextInt(7);
        Dispenses dispense = Dispenses.dispense(id)
                .of(PRODUCTS.get(random.nextInt(PRODUCTS.size())))
                .by("prescriber" + prescriber)
                .at("pharmacy" + random.nextInt(5))
                .amount(String.valueOf(1 + random.nextInt(200)), random.nextInt(10) == 0 ? "mL" : "1")
                .days(1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 40))
                .on(Dispenses.JUNE_1.plusDays(day));
        if (prescriber < 5) {
            dispense = dispense.inPractice("practice" + prescriber / 2);
        }
        if (random.nextInt(30) == 0) {
            Circumstance[] all = Circumstance.values();
            dispense = dispense.under(all[random.nextInt(all.length)]);
        }
        return switch (random.nextInt(18)) {
            case 0 -> dispense.byUnknownPrescriber().build();
            case 1 -> dispense.unknownDays().build();
            case 2 -> dispense.unknownAmount().build();
            case 3 -> dispense.ofUnknownProduct().build();
            case 4 -> dispense.atUnknownPharmacy().build();
            default -> dispense.build();
        };
    }

    /** What lies so far behind the event that the rules still look at it, as far as they look. */
    private void judge(Dispense changed, int first, int last) {
        if (online.isEmpty()) {
            return;
        }
        DispensingEngine engine = online.get();
        findings.remove(changed.id().id());
        int lookBack = engine.lookBackDays();
        DispenseHistory around = around(first - lookBack, last + lookBack);
        HistoryEvaluation evaluation = engine.on(around);
        for (Dispense each : around.dispenses()) {
            long day = each.day().toEpochDay() - Dispenses.JUNE_1.toEpochDay();
            if (day >= first && day <= last + lookBack) {
                Evaluation said = evaluation.evaluate(each.id());
                TreeSet<String> news = new TreeSet<>();
                said.findings().stream().filter(Finding::isNews).forEach(finding -> news.add(text(finding)));
                said.shadow().stream().filter(Finding::isNews).forEach(finding -> news.add(text(finding)));
                findings.put(each.id().id(), news);
            }
        }
    }

    private DispenseHistory around(int first, int last) {
        DispenseHistory all = asOf(moment);
        return new DispenseHistory(
                all.patient(),
                all.dispenses().stream()
                        .filter(each -> !each.day().isBefore(Dispenses.JUNE_1.plusDays(first)))
                        .filter(each -> !each.day().isAfter(Dispenses.JUNE_1.plusDays(last)))
                        .toList(),
                all.unplaced().stream()
                        .filter(each -> !each.last().isBefore(Dispenses.JUNE_1.plusDays(first)))
                        .filter(each -> !each.dispense().day().isAfter(Dispenses.JUNE_1.plusDays(last)))
                        .toList());
    }

    private static String text(Finding finding) {
        return text(
                finding.facts().dispense().id().id(),
                finding.rule().key(),
                finding.severity(),
                finding.facts().count(),
                finding.facts().counted().stream().map(each -> each.id().id()).toList());
    }

    /** Seeded, so that any can be made by itself. */
    static List<Ledger> of(int patients, int events, Optional<DispensingEngine> online) {
        Map<Integer, Ledger> all = new LinkedHashMap<>();
        for (int patient = 0; patient < patients; patient++) {
            RandomGenerator random = java.util.random.RandomGeneratorFactory.of("L64X128MixRandom")
                    .create(patient);
            all.put(patient, new Ledger(random, events, online));
        }
        return List.copyOf(all.values());
    }
}
