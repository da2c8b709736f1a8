package org.painbridge.clinical;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement comes from, so that a reader can verify it.
 *
 * @param document title of the guideline, law or table
 * @param section the place in it; null when the document has no parts
 * @param edition year or version
 * @param grade strength of the evidence in the document's own words; null when it gives none
 * @param url where to read it; null when it is not on the web
 */
public record Evidence(
        String document,
        @Nullable String section,
        String edition,
        @Nullable String grade,
        @Nullable String url) {
    public Evidence {
        if (document.isBlank() || edition.isBlank()) {
            throw new IllegalArgumentException("Evidence needs a document and an edition: " + document);
        }
    }
}
