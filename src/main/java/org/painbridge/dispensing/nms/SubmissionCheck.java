package org.painbridge.dispensing.nms;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Product;

/**
 * Says all that is wrong with a submission by itself. What other dispenses make of it is for the rules, which never refuse;
 * what other submissions make of it, for whoever stores them.
 */
public final class SubmissionCheck {
    private static final Pattern LICENCE = Pattern.compile("[A-Za-z0-9]{1,20}");
    private static final String REFUSED_LICENCE = "99999"; // terminology/tables/prescriber-id-references.csv.
    private static final String PATIENT = "MedicationDispense.subject.resolve()";
    private static final String PRESCRIBER = "MedicationDispense.authorizingPrescription.resolve().requester";

    private final NmsProblems problems;
    private final NmsLimits limits;
    private final IdentityCodes identities;
    private final PrescriberReferences colleges;
    private final DrugTable drugs;
    private final ZoneId zone;

    /** @param zone where the pharmacies are */
    public SubmissionCheck(
            NmsProblems problems,
            NmsLimits limits,
            IdentityCodes identities,
            PrescriberReferences colleges,
            DrugTable drugs,
            ZoneId zone) {
        this.problems = problems;
        this.limits = limits;
        this.identities = identities;
        this.colleges = colleges;
        this.drugs = drugs;
        this.zone = zone;
    }

    /** In the order of the record; empty where nothing is wrong. */
    public List<NmsProblem> check(Submission submission, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        List<NmsProblem> found = new ArrayList<>();
        numbers(submission, found);
        client(submission.client(), today, found);
        people(submission.people(), found);
        Optional<Product> product = drug(submission.drug(), found);
        supply(submission.supply(), product, found);
        when(submission.when(), now, today, found);
        if (isBirthDate(submission.client().birthDate(), today)
                && isBeforeBirth(
                        submission.client().birthDate(), submission.when().day())) {
            found.add(problems.of(NmsReason.BEFORE_BIRTH, PATIENT + ".birthDate"));
        }
        return found;
    }

    /** What is wrong with a birth date that cannot be one is told elsewhere. */
    private static boolean isBeforeBirth(Optional<String> birthDate, Optional<LocalDate> day) {
        LocalDate born = LocalDate.parse(birthDate.orElseThrow());
        return day.filter(each -> each.isBefore(born)).isPresent();
    }

    private void numbers(Submission submission, List<NmsProblem> found) {
        if (submission.numbers().prescription().isEmpty()) {
            found.add(problems.of(NmsReason.PRESCRIPTION_NUMBER, "MedicationDispense.identifier"));
        }
        if (submission.numbers().transaction().isEmpty()) {
            found.add(problems.of(NmsReason.TRANSACTION_NUMBER, "MedicationDispense.identifier"));
        }
        if (!submission.kind().completed()) {
            found.add(problems.of(NmsReason.STATUS, "MedicationDispense.status"));
        }
        if (submission.kind().exempt()) {
            found.add(problems.of(NmsReason.NOT_SUBMITTED, "MedicationDispense.category | MedicationDispense.type"));
        }
        if (submission.kind().oddTreatment()) {
            found.add(problems.of(NmsReason.TREATMENT_CODE, "MedicationDispense.extension.value"));
        }
    }

    private void client(Submission.Client client, LocalDate today, List<NmsProblem> found) {
        if (!client.present()) {
            found.add(problems.of(NmsReason.PATIENT_MISSING, "MedicationDispense.subject"));
            return;
        }
        boolean byHealthNumber = identity(client, found);
        if (!isBirthDate(client.birthDate(), today)) {
            found.add(problems.of(
                    byHealthNumber ? NmsReason.BIRTH_DATE : NmsReason.BIRTH_DATE_UNCHECKED, PATIENT + ".birthDate"));
        }
        if (client.gender().isEmpty()) {
            found.add(problems.of(NmsReason.GENDER, PATIENT + ".gender"));
        }
        if (!client.named()) {
            found.add(problems.of(NmsReason.PATIENT_NAME, PATIENT + ".name"));
        }
    }

    /** Whether the patient is known by a health number, or would be, if the number were right. */
    private boolean identity(Submission.Client client, List<NmsProblem> found) {
        if (client.number().isEmpty() && client.exempt()) {
            found.add(problems.of(NmsReason.IDENTITY_NONE, PATIENT + ".identifier"));
            return false;
        }
        Optional<IdentityCodes.Kind> kind = identities.find(client.identityCode(), client.system());
        if (kind.isEmpty()) {
            found.add(problems.of(NmsReason.IDENTITY_CODE, PATIENT + ".identifier"));
            return true;
        }
        String number = client.number().orElse("");
        if (number.isEmpty() || !kind.get().fits(number)) {
            Map<String, String> form =
                    Map.of("form", kind.get().code() + ": " + kind.get().format());
            found.add(problems.of(NmsReason.CLIENT_ID, PATIENT + ".identifier.value", form));
        } else if (kind.get().isOntario() && !HealthNumber.fits(number)) {
            found.add(problems.of(NmsReason.HEALTH_NUMBER, PATIENT + ".identifier.value"));
        }
        if (client.system().isEmpty() && identities.hasSeveralSystems(kind.get().code())) {
            found.add(problems.of(NmsReason.IDENTITY_SYSTEM, PATIENT + ".identifier.system"));
        }
        if (kind.get().review()) {
            found.add(problems.of(NmsReason.IDENTITY_REVIEW, PATIENT + ".identifier.type"));
        }
        return kind.get().isOntario();
    }

    private boolean isBirthDate(Optional<String> text, LocalDate today) {
        try {
            LocalDate day = LocalDate.parse(text.orElse(""));
            return !day.isAfter(today) && day.isAfter(today.minus(limits.oldestPatient()));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void people(Submission.People people, List<NmsProblem> found) {
        if (people.prescriberSystem().flatMap(colleges::code).isEmpty()) {
            found.add(problems.of(NmsReason.PRESCRIBER_REFERENCE, PRESCRIBER, Map.of("colleges", colleges.all())));
        } else if (!people.licence()
                .filter(licence -> LICENCE.matcher(licence).matches())
                .filter(licence -> !licence.equals(REFUSED_LICENCE))
                .isPresent()) {
            found.add(problems.of(NmsReason.PRESCRIBER_LICENCE, PRESCRIBER));
        }
        if (people.pharmacy().isEmpty()) {
            found.add(problems.of(NmsReason.PHARMACY, "MedicationDispense.performer.actor"));
        }
        if (people.pharmacist().isEmpty()) {
            found.add(problems.of(NmsReason.PHARMACIST, "MedicationDispense.performer.actor"));
        }
    }

    private Optional<Product> drug(Submission.Drug drug, List<NmsProblem> found) {
        String place = "MedicationDispense.medication";
        if (drug.dins().size() != 1 || !Din.isDin(drug.dins().getFirst())) {
            found.add(problems.of(NmsReason.DIN, place));
            return Optional.empty();
        }
        Din din = new Din(drug.dins().getFirst());
        Optional<Product> product = drugs.product(din);
        Optional<Boolean> listed = drugs.monitored(din);
        if (!listed.or(drug::monitored).orElse(true)) {
            found.add(problems.of(NmsReason.NOT_MONITORED, place));
        } else if (listed.isEmpty()) {
            found.add(problems.of(NmsReason.DIN_UNKNOWN, place));
        }
        return product;
    }

    private void supply(Submission.Supply supply, Optional<Product> product, List<NmsProblem> found) {
        boolean amount = supply.quantity().filter(value -> value.signum() > 0).isPresent()
                && supply.unit().isPresent();
        if (!amount) {
            found.add(problems.of(NmsReason.QUANTITY, "MedicationDispense.quantity"));
        }
        Optional<Integer> days = supply.days().flatMap(this::possibleDays);
        if (days.isEmpty()) {
            Map<String, ?> most = Map.of("days", limits.possibleDaysSupply());
            found.add(problems.of(NmsReason.DAYS_SUPPLY, "MedicationDispense.daysSupply", most));
        } else if (days.get() > limits.unusualDaysSupply()) {
            Map<String, ?> most = Map.of("days", limits.unusualDaysSupply());
            found.add(problems.of(NmsReason.DAYS_IMPLAUSIBLE, "MedicationDispense.daysSupply", most));
        }
        if (amount && days.isPresent() && product.filter(PatchWear::isOf).isPresent()) {
            worn(supply.quantity().orElseThrow(), days.get(), product.get(), found);
        } else if (amount && days.isPresent()) {
            perDay(supply.quantity().orElseThrow(), days.get(), unit(supply, product), found);
        }
    }

    private Optional<Integer> possibleDays(BigDecimal days) {
        boolean whole = days.stripTrailingZeros().scale() <= 0;
        boolean possible = days.signum() > 0 && days.compareTo(BigDecimal.valueOf(limits.possibleDaysSupply())) <= 0;
        return whole && possible ? Optional.of(days.intValueExact()) : Optional.empty();
    }

    /** In which the product is counted; the sender's word where the product is not known. */
    private static String unit(Submission.Supply supply, Optional<Product> product) {
        return product.map(known -> known.ingredients().getFirst().strength().perUnit())
                .or(supply::unit)
                .orElse("");
    }

    private void worn(BigDecimal quantity, int days, Product patch, List<NmsProblem> found) {
        new PatchWear(limits)
                .odd(patch, quantity, days)
                .map(odd -> problems.of(
                        NmsReason.PATCHES_IMPLAUSIBLE,
                        "MedicationDispense.quantity",
                        Map.of("worn", odd.worn(), "hours", odd.hours())))
                .ifPresent(found::add);
    }

    private void perDay(BigDecimal quantity, int days, String unit, List<NmsProblem> found) {
        if (quantity.compareTo(limits.unitsADay(unit).multiply(BigDecimal.valueOf(days))) > 0) {
            String perDay = quantity.divide(BigDecimal.valueOf(days), 1, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
            found.add(problems.of(
                    NmsReason.QUANTITY_IMPLAUSIBLE, "MedicationDispense.quantity", Map.of("perDay", perDay)));
        }
    }

    private void when(Submission.When when, Instant now, LocalDate today, List<NmsProblem> found) {
        String place = "MedicationDispense.whenPrepared | MedicationDispense.whenHandedOver";
        if (when.day().isEmpty()) {
            found.add(problems.of(NmsReason.DISPENSE_DATE, place));
            return;
        }
        LocalDate day = when.day().get();
        if (isAhead(when, now.plus(limits.clockSkew()), today)) {
            found.add(problems.of(NmsReason.FUTURE_DATE, place));
            return;
        }
        if (when.handedOverEarly()) {
            found.add(problems.of(NmsReason.HANDED_OVER_EARLY, "MedicationDispense.whenHandedOver"));
        }
        if (isAhead(when, now, today)) {
            found.add(problems.of(NmsReason.CLOCK_SKEW, place));
        } else if (isTooOld(day, now)) {
            found.add(problems.of(NmsReason.TOO_OLD, place, Map.of("days", limits.submitWithinDays())));
        } else if (day.isBefore(today.minusDays(limits.lateAfterDays()))) {
            found.add(problems.of(NmsReason.LATE, place, Map.of("days", limits.lateAfterDays())));
        }
    }

    private static boolean isAhead(Submission.When when, Instant moment, LocalDate today) {
        return when.latest().filter(each -> each.isAfter(moment)).isPresent()
                || when.latestDay().filter(each -> each.isAfter(today)).isPresent();
    }

    /** Whether a dispense of that day can no longer be submitted or reversed. */
    public boolean isTooOld(LocalDate day, Instant now) {
        return day.isBefore(LocalDate.ofInstant(now, zone).minusDays(limits.submitWithinDays()));
    }
}
