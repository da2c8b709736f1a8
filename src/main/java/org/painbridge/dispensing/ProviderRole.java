package org.painbridge.dispensing;

import java.util.Optional;

/** Which party of a dispense a rule tells apart. */
enum ProviderRole {
    PRESCRIBER,
    PHARMACY;

    Optional<ProviderKey> of(Dispense dispense) {
        return switch (this) {
            case PRESCRIBER -> dispense.providers().prescriber();
            case PHARMACY -> dispense.providers().pharmacy();
        };
    }

    static ProviderRole parse(String text) {
        return switch (text) {
            case "prescriber" -> PRESCRIBER;
            case "pharmacy" -> PHARMACY;
            default -> throw new IllegalArgumentException("neither prescriber nor pharmacy: " + text);
        };
    }
}
