package org.painbridge.dispensing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a product is taken.
 *
 * @param form dosage form in the words of the Drug Product Database
 * @param route in the words of the Drug Product Database
 * @param mmeForm the form as the factor tables distinguish it, for products with an opioid
 * @param wearHours hours one patch is worn; for patches only
 */
public record DoseForm(String form, String route, Optional<String> mmeForm, Optional<Integer> wearHours) {
    private static final Pattern SLOW = Pattern.compile("(extended|sustained)[- ]release");

    /** Patches, and what is of extended or sustained release. */
    boolean isLongActing() {
        return wearHours.isPresent() || SLOW.matcher(form).find();
    }

    public DoseForm {
        if (form.isBlank() || (wearHours.isPresent() && wearHours.get() < 1)) {
            throw new IllegalArgumentException("Not a dose form: " + form + ", worn hours " + wearHours);
        }
    }
}
