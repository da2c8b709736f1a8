package org.painbridge.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.PatientRef;

/** A dispense with safe defaults: 15 tablets of codeine 30 mg for 5 days, prescriber A, pharmacy X, on 1 June 2026. */
public final class Dispenses {
    public static final PatientRef PATIENT = new PatientRef("p1");
    public static final LocalDate JUNE_1 = LocalDate.of(2026, 6, 1);
    public static final String CODEINE_30 = "00593451";
    public static final String LORAZEPAM_1 = "00655759";
    public static final String NALOXONE_SPRAY = "02458187";
    public static final String NOT_IN_TABLE = "00000001";

    private String id = "d1";
    private Optional<Din> din = Optional.of(new Din(CODEINE_30));
    private Optional<Boolean> monitored = Optional.empty();
    private Optional<ProviderKey> prescriber = Optional.of(new ProviderKey("licence|A"));
    private Optional<ProviderKey> pharmacy = Optional.of(new ProviderKey("upi|X"));
    private Optional<Amount> quantity = Optional.of(new Amount(new BigDecimal("15"), "tablet"));
    private Optional<Integer> daysSupply = Optional.of(5);
    private LocalDate day = JUNE_1;
    private long arrival;
    private Setting setting = Setting.UNKNOWN;

    private Dispenses() {}

    public static Dispenses dispense(String id) {
        Dispenses dispense = new Dispenses();
        dispense.id = id;
        return dispense;
    }

    public static DispenseHistory history(Dispense... dispenses) {
        return DispenseHistory.of(PATIENT, List.of(dispenses));
    }

    public Dispenses of(String product) {
        din = Optional.of(new Din(product));
        return this;
    }

    public Dispenses ofUnknownProduct() {
        din = Optional.empty();
        return this;
    }

    public Dispenses flagged(boolean isMonitored) {
        monitored = Optional.of(isMonitored);
        return this;
    }

    public Dispenses by(String name) {
        prescriber = Optional.of(new ProviderKey("licence|" + name));
        return this;
    }

    public Dispenses byReference(String reference) {
        prescriber = Optional.of(ProviderKey.ofReference(reference));
        return this;
    }

    public Dispenses byUnknownPrescriber() {
        prescriber = Optional.empty();
        return this;
    }

    public Dispenses at(String name) {
        pharmacy = Optional.of(new ProviderKey("upi|" + name));
        return this;
    }

    public Dispenses atUnknownPharmacy() {
        pharmacy = Optional.empty();
        return this;
    }

    public Dispenses inPractice(String name) {
        setting = new Setting(Optional.of(new ProviderKey("practice|" + name)), setting.circumstances());
        return this;
    }

    public Dispenses under(Circumstance circumstance) {
        setting = new Setting(setting.practice(), java.util.Set.of(circumstance));
        return this;
    }

    public Dispenses amount(String value, String unit) {
        quantity = Optional.of(new Amount(new BigDecimal(value), unit));
        return this;
    }

    public Dispenses unknownAmount() {
        quantity = Optional.empty();
        return this;
    }

    public Dispenses days(int days) {
        daysSupply = Optional.of(days);
        return this;
    }

    public Dispenses unknownDays() {
        daysSupply = Optional.empty();
        return this;
    }

    public Dispenses on(LocalDate date) {
        day = date;
        return this;
    }

    public Dispenses arrived(long order) {
        arrival = order;
        return this;
    }

    /** Handed over on the day or later, until the last day. */
    public UnplacedDispense until(LocalDate last, UnplacedDispense.Why why) {
        return new UnplacedDispense(build(), last, why);
    }

    public Dispense build() {
        return new Dispense(
                new DispenseId(id),
                PATIENT,
                new DispensedDrug(din, monitored),
                new Providers(prescriber, pharmacy),
                new Supply(quantity, daysSupply),
                new HandedOver(day, Optional.empty(), arrival),
                setting);
    }
}
