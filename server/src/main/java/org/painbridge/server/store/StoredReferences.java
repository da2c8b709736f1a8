package org.painbridge.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The references of a stored resource that lead to this server, all of them: not every one has a search parameter. */
final class StoredReferences {
    private static final Pattern LOCAL =
            Pattern.compile("([A-Za-z]+/[A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE) // It was let in before.
                    .build())
            .build();

    private StoredReferences() {}

    /** {@code Type/id} each, in the order of the text. */
    static Set<String> of(StoredResource stored) {
        Set<String> references = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(stored.json())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && "reference".equals(parser.currentName())) {
                    local(parser.getText()).ifPresent(references::add);
                }
            }
            return references;
        } catch (IOException e) {
            throw new UncheckedIOException("A stored resource is no JSON", e);
        }
    }

    /** {@code Type/id}, whichever version is named; empty for what leads elsewhere. */
    static Optional<String> local(@Nullable String reference) {
        Matcher local = LOCAL.matcher(reference == null ? "" : reference);
        return local.matches() ? Optional.of(local.group(1)) : Optional.empty();
    }

    static String type(String reference) {
        return reference.substring(0, reference.indexOf('/'));
    }
}
