package org.painbridge.dispensing;

/**
 * A rule in one version.
 *
 * @param id code of CodeSystem/dispensing-rule, such as N1
 */
public record RuleKey(String id, String version) {
    public RuleKey {
        if (id.isBlank() || version.isBlank()) {
            throw new IllegalArgumentException("A rule needs an id and a version: " + id);
        }
    }
}
