package org.painbridge.server.terminology;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionDesignationComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet.ConceptReferenceDesignationComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;

/**
 * A code with what it is called.
 *
 * @param notSelectable it groups others and is not for use in records
 * @param inactive it is not for new records
 */
record Concept(
        Code code, @Nullable String display, List<Designation> designations, boolean notSelectable, boolean inactive) {

    /** Another name of a concept: in a language, for a use. */
    record Designation(@Nullable String language, @Nullable Coding use, String value) {

        static Designation of(ConceptDefinitionDesignationComponent designation) {
            return new Designation(
                    designation.getLanguage(),
                    designation.hasUse() ? designation.getUse() : null,
                    designation.getValue());
        }

        static Designation of(ConceptReferenceDesignationComponent designation) {
            return new Designation(
                    designation.getLanguage(),
                    designation.hasUse() ? designation.getUse() : null,
                    designation.getValue());
        }

        /** {@code fr} takes {@code fr-CA}, and the other way round where nothing else is there. */
        private boolean in(String asked) {
            return language != null && base(language).equals(base(asked));
        }

        private static String base(String tag) {
            return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        }
    }

    static Concept of(Code code, @Nullable String display) {
        return new Concept(code, display, List.of(), false, false);
    }

    /** As a value set names it; what the value set leaves open stays. */
    Concept named(@Nullable String name, List<Designation> more) {
        List<Designation> all =
                Stream.concat(designations.stream(), more.stream()).toList();
        return new Concept(code, name == null ? display : name, all, notSelectable, inactive);
    }

    /** The name in that language, else the usual one. */
    @Nullable
    String display(@Nullable String language) {
        if (language == null) {
            return display;
        }
        Optional<Designation> exact = designations.stream()
                .filter(designation -> language.equalsIgnoreCase(designation.language()))
                .findFirst();
        return exact.or(() -> designations.stream()
                        .filter(designation -> designation.in(language))
                        .findFirst())
                .map(Designation::value)
                .orElse(display);
    }

    /** Whether that is one of its names; case and spaces do not count. */
    boolean isCalled(String name) {
        String wanted = plain(name);
        return names().anyMatch(own -> plain(own).equals(wanted));
    }

    Stream<String> names() {
        return Stream.concat(Stream.ofNullable(display), designations.stream().map(Designation::value));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
