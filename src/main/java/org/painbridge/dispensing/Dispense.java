package org.painbridge.dispensing;

import java.time.LocalDate;
import java.util.Comparator;
import org.painbridge.clinical.PatientRef;

/** One hand-over of a drug to a patient that counts: not cancelled, not reversed. */
public record Dispense(
        DispenseId id,
        PatientRef patient,
        DispensedDrug drug,
        Providers providers,
        Supply supply,
        HandedOver handedOver,
        Setting setting) {

    /** Day, then arrival on that day, then id: the same order wherever the dispenses come from. */
    public static final Comparator<Dispense> TOTAL_ORDER = Comparator.comparing(Dispense::day)
            .thenComparingLong(dispense -> dispense.handedOver().arrival())
            .thenComparing(dispense -> dispense.id().id());

    /** One of which the setting is not known. */
    public Dispense(
            DispenseId id,
            PatientRef patient,
            DispensedDrug drug,
            Providers providers,
            Supply supply,
            HandedOver handedOver) {
        this(id, patient, drug, providers, supply, handedOver, Setting.UNKNOWN);
    }

    public LocalDate day() {
        return handedOver.day();
    }

    /** The same dispense with its place among the patient's dispenses of the day. */
    public Dispense arrivedAs(long arrival) {
        HandedOver arrived = new HandedOver(handedOver.day(), handedOver.at(), arrival);
        return new Dispense(id, patient, drug, providers, supply, arrived, setting);
    }
}
