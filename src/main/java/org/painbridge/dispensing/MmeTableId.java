package org.painbridge.dispensing;

/**
 * Which factors a figure was computed with.
 *
 * @param code of CodeSystem/mme-table, such as {@code cdc-2022}
 * @param version of that code system and its table of factors
 * @param source where the factors were read
 */
public record MmeTableId(String code, String version, String source) {
    public MmeTableId {
        if (code.isBlank() || version.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("A factor table needs code, version and source: " + code);
        }
    }
}
