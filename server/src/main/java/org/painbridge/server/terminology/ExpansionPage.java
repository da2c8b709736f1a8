package org.painbridge.server.terminology;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionComponent;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * Which part of an expansion a client asks for, and how it is written.
 *
 * @param filter words that all occur in the code or one of its names; null for none
 * @param offset codes that are skipped
 * @param count most codes in the answer; null for all
 * @param language of the names; null for any
 */
record ExpansionPage(
        @Nullable String filter,
        @Nullable Integer offset,
        @Nullable Integer count,
        boolean activeOnly,
        boolean selectableOnly,
        boolean designations,
        boolean definition,
        @Nullable String language) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final String UNCLOSED = "http://hl7.org/fhir/StructureDefinition/valueset-unclosed";

    static ExpansionPage of(Inputs inputs) {
        return new ExpansionPage(
                inputs.text("filter"),
                inputs.number("offset"),
                inputs.number("count"),
                inputs.flag("activeOnly"),
                inputs.flag("excludeNotForUI"),
                inputs.flag("includeDesignations"),
                inputs.flag("includeDefinition"),
                inputs.text("displayLanguage"));
    }

    /**
     * The value set with this part of its expansion.
     *
     * @param most codes in one answer
     * @throws RequestProblem where the part has more codes than that, or no end
     */
    ValueSet write(ValueSet valueSet, Expansion expansion, int most, Instant now) {
        refuseEndless(expansion);
        List<Concept> found = expansion.concepts().stream().filter(this::takes).toList();
        int from = Math.min(offset == null ? 0 : offset, found.size());
        int size = Math.min(count == null ? Integer.MAX_VALUE : count, found.size() - from);
        if (size > most) {
            throw tooCostly("The expansion has " + found.size() + " codes, an answer at most " + most
                    + ": ask for pages by count and offset, or for less by filter");
        }
        ValueSet answer = valueSet.copy();
        answer.setText(null);
        if (!definition) {
            answer.setCompose(null);
        }
        ValueSetExpansionComponent part = new ValueSetExpansionComponent();
        part.setIdentifier(identifier(valueSet)).setTimestamp(Date.from(now)).setTotal(found.size());
        if (offset != null || count != null) {
            part.setOffset(from);
        }
        if (!expansion.gaps().isEmpty()) {
            part.addExtension(UNCLOSED, new BooleanType(true));
        }
        writeParameters(expansion, part);
        found.subList(from, from + size).forEach(concept -> write(concept, part.addContains()));
        return answer.setExpansion(part);
    }

    private static void refuseEndless(Expansion expansion) {
        expansion.whole().stream().findFirst().ifPresent(codes -> {
            throw tooCostly("The value set holds all codes of " + codes.system()
                    + ", of which there is no list: ask ValueSet/$validate-code about the code you have");
        });
    }

    private boolean takes(Concept concept) {
        return !(activeOnly && concept.inactive())
                && !(selectableOnly && concept.notSelectable())
                && (filter == null || words(filter).allMatch(word -> occurs(word, concept)));
    }

    private static boolean occurs(String word, Concept concept) {
        return Stream.concat(Stream.of(concept.code().code()), concept.names())
                .anyMatch(text -> plain(text).contains(word));
    }

    private static Stream<String> words(String text) {
        return Stream.of(plain(text).strip().split("\\s+"));
    }

    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** The same question has the same identifier. */
    private String identifier(ValueSet valueSet) {
        String question = valueSet.getUrl() + "|" + valueSet.getVersion() + "|" + this;
        return "urn:uuid:" + UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8));
    }

    private void writeParameters(Expansion expansion, ValueSetExpansionComponent part) {
        expansion
                .versions()
                .forEach(version -> part.addParameter().setName("version").setValue(new UriType(version)));
        if (filter != null) {
            part.addParameter().setName("filter").setValue(new StringType(filter));
        }
        if (offset != null) {
            part.addParameter().setName("offset").setValue(new IntegerType(offset));
        }
        if (count != null) {
            part.addParameter().setName("count").setValue(new IntegerType(count));
        }
        if (language != null) {
            part.addParameter().setName("displayLanguage").setValue(new StringType(language));
        }
    }

    private void write(Concept concept, ValueSetExpansionContainsComponent line) {
        line.setSystem(concept.code().system()).setCode(concept.code().code()).setDisplay(concept.display(language));
        if (concept.notSelectable()) {
            line.setAbstract(true);
        }
        if (concept.inactive()) {
            line.setInactive(true);
        }
        if (designations) {
            concept.designations()
                    .forEach(designation -> line.addDesignation()
                            .setLanguage(designation.language())
                            .setUse(designation.use())
                            .setValue(designation.value()));
        }
    }

    private static RequestProblem tooCostly(String message) {
        return new RequestProblem(ErrorCode.TOO_COSTLY, Inputs.place("url"), message);
    }
}
