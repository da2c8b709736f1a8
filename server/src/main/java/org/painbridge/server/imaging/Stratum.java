package org.painbridge.server.imaging;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.fhir.ImagingRequest;

/**
 * The coarse groups that an order is counted in. They name nobody.
 *
 * @param clinic logical id of the organization that ordered; null where unknown
 * @param ageFrom first of ten years of age; null where unknown
 * @param sex administrative gender, or unknown
 * @param rurality rural, urban or unknown
 */
record Stratum(@Nullable String clinic, @Nullable Integer ageFrom, String sex, String rurality) {
    private static final int YEARS = 10;
    private static final String UNKNOWN = "unknown";

    static Stratum of(ImagingRequest request, ZoneId zone) {
        Patient patient = request.patient();
        String clinic = Orderer.of(request).organization();
        if (patient == null) {
            return new Stratum(clinic, null, UNKNOWN, UNKNOWN);
        }
        String sex = patient.getGender() != null ? patient.getGender().toCode() : UNKNOWN;
        return new Stratum(clinic, age(patient, request.evaluatedAt(), zone), sex, rurality(patient));
    }

    private static @Nullable Integer age(Patient patient, OffsetDateTime moment, ZoneId zone) {
        if (patient.getBirthDate() == null) {
            return null;
        }
        LocalDate birth = LocalDate.ofInstant(patient.getBirthDate().toInstant(), zone);
        int years = Period.between(birth, moment.toLocalDate()).getYears();
        return years < 0 ? null : years - years % YEARS;
    }

    /** Canada Post: a postal code whose second character is 0 is rural. */
    private static String rurality(Patient patient) {
        return patient.getAddress().stream()
                .map(Address::getPostalCode)
                .filter(code -> code != null && code.toUpperCase(Locale.ROOT).matches("[A-Z][0-9][A-Z].*"))
                .map(code -> code.charAt(1) == '0' ? "rural" : "urban")
                .findFirst()
                .orElse(UNKNOWN);
    }
}
