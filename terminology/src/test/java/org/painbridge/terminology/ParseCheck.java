package org.painbridge.terminology;

import ca.uhn.fhir.parser.DataFormatException;
import java.util.List;
import java.util.stream.Stream;

/** Every artifact is R4: no unknown element, no unknown code. */
final class ParseCheck implements Check {
    @Override
    public List<String> problems(Content content) {
        return content.files().stream().flatMap(file -> problem(content, file)).toList();
    }

    private static Stream<String> problem(Content content, String file) {
        try {
            content.parse(file);
            return Stream.empty();
        } catch (DataFormatException e) {
            return Stream.of(file + " is not R4: " + e.getMessage());
        }
    }
}
