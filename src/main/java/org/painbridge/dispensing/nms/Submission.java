package org.painbridge.dispensing.nms;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.painbridge.dispensing.ProviderKey;

/** What a pharmacy says of one dispense, before anybody has looked whether it can be true. What it does not say is empty. */
public record Submission(
        Numbers numbers, Kind kind, Client client, People people, Drug drug, Supply supply, When when) {

    /**
     * Whether it is a dispense at all.
     *
     * @param completed whether it was handed over
     * @param exempt whether it is of inpatient care or stock
     * @param oddTreatment whether it says what it is for by a code that nobody knows
     */
    public record Kind(boolean completed, boolean exempt, boolean oddTreatment) {}

    /**
     * By which the pharmacy calls it.
     *
     * @param prescription number of the prescription
     * @param transaction number of this submission, one for each fill
     */
    public record Numbers(Optional<String> prescription, Optional<String> transaction) {}

    /**
     * For whom.
     *
     * @param present whether a patient is named at all
     * @param identityCode kind of identification, as code
     * @param system of the number, as identifier system
     * @param exempt whether it is said why there is no number
     * @param birthDate as it was written
     */
    public record Client(
            boolean present,
            Optional<String> identityCode,
            Optional<String> system,
            Optional<String> number,
            boolean exempt,
            Optional<String> birthDate,
            Optional<String> gender,
            boolean named) {}

    /**
     * By whom.
     *
     * @param prescriberSystem identifier system of the licence
     * @param pharmacist OCP licence number
     * @param pharmacies different ones
     */
    public record People(
            Optional<String> prescriberSystem,
            Optional<String> licence,
            Optional<String> pharmacist,
            List<ProviderKey> pharmacies) {
        public People {
            pharmacies = List.copyOf(pharmacies);
        }

        /** Of several none is the one that handed over. */
        public Optional<ProviderKey> pharmacy() {
            return pharmacies.size() == 1 ? Optional.of(pharmacies.getFirst()) : Optional.empty();
        }
    }

    /**
     * Which product.
     *
     * @param dins different ones, as they were written
     * @param monitored the sender's flag
     */
    public record Drug(List<String> dins, Optional<Boolean> monitored) {
        public Drug {
            dins = List.copyOf(dins);
        }
    }

    /**
     * How much.
     *
     * @param quantity empty where it is not exact
     * @param days empty where it is not in days, or not exact
     */
    public record Supply(Optional<BigDecimal> quantity, Optional<String> unit, Optional<BigDecimal> days) {}

    /**
     * When.
     *
     * @param day of the hand-over as the rules see it, in the pharmacy's time zone
     * @param latest moment that is named, where one is
     * @param latestDay of the dates that are named without a time; of a month or a year its first day
     * @param handedOverEarly whether the hand-over lies before the preparation, as far as both are known
     */
    public record When(
            Optional<LocalDate> day,
            Optional<Instant> latest,
            Optional<LocalDate> latestDay,
            boolean handedOverEarly) {}
}
