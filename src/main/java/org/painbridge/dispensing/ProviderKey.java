package org.painbridge.dispensing;

/**
 * By what a prescriber or a pharmacy is told apart: {@code system|value} of an identifier, or else a literal reference
 * such as {@code Practitioner/12}. Two references may be one person, two identifiers of one system are not.
 */
public record ProviderKey(String text) {
    public ProviderKey {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A provider key is empty");
        }
    }

    public static ProviderKey ofIdentifier(String system, String value) {
        return new ProviderKey(system + "|" + value);
    }

    public static ProviderKey ofReference(String reference) {
        return new ProviderKey(reference);
    }

    public boolean isIdentifier() {
        return text.indexOf('|') >= 0;
    }
}
