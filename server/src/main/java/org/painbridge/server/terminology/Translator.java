package org.painbridge.server.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.ConceptMap.TargetElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.terminology.RemoteTerminology.Reply;

/** Reads concept maps in either direction. */
final class Translator {
    private final Definitions definitions;
    private final @Nullable RemoteTerminology remote;

    /** @param remote null where no other server is asked */
    Translator(Definitions definitions, @Nullable RemoteTerminology remote) {
        this.definitions = definitions;
        this.remote = remote;
    }

    /**
     * What the map says, or another server by that map.
     *
     * @throws NotHere where neither has it
     */
    List<Translation> translate(Canonical map, TranslationQuestion question) {
        Optional<ConceptMap> here = definitions.byUrl(ConceptMap.class, map.toString());
        if (here.isPresent()) {
            return translate(here.get(), question);
        }
        return question.codings().stream()
                .flatMap(coding -> elsewhere(map, coding, question).stream())
                .toList();
    }

    private List<Translation> elsewhere(Canonical map, Coding coding, TranslationQuestion question) {
        if (remote == null) {
            throw NotHere.conceptMap(map.toString());
        }
        Reply reply = remote.get(new RemoteQuestion("ConceptMap/$translate")
                .with("url", map.url())
                .with("conceptMapVersion", map.version())
                .with("system", coding.getSystem())
                .with("version", coding.getVersion())
                .with("code", coding.getCode())
                .with("source", question.source())
                .with("target", question.target())
                .with("targetsystem", question.targetSystem())
                .with("reverse", question.reverse() ? "true" : null));
        if (reply instanceof Reply.Answered(Parameters answer)) {
            return Translation.read(answer, map.url());
        }
        throw NotHere.conceptMap(map.toString()).elsewhere(reply);
    }

    /**
     * Whatever the maps that are here say.
     *
     * @throws NotHere where none of them is about such codes
     */
    List<Translation> translate(TranslationQuestion question) {
        List<ConceptMap> maps = definitions.all(ConceptMap.class).values().stream()
                .filter(question::suits)
                .filter(map -> map.getGroup().stream().anyMatch(group -> isAbout(group, question)))
                .toList();
        if (maps.isEmpty()) {
            throw NotHere.conceptMap("from " + question.codings().getFirst().getSystem() + " to what is asked for");
        }
        return maps.stream().flatMap(map -> translate(map, question).stream()).toList();
    }

    List<Translation> translate(ConceptMap map, TranslationQuestion question) {
        return question.codings().stream()
                .flatMap(coding -> translate(map, coding, question, new HashSet<>()).stream())
                .toList();
    }

    private List<Translation> translate(
            ConceptMap map, Coding coding, TranslationQuestion question, Set<String> within) {
        List<Translation> found = new ArrayList<>();
        within.add(map.getUrl());
        for (ConceptMapGroupComponent group : map.getGroup()) {
            if (isAbout(group, coding, question)) {
                found.addAll(
                        question.reverse()
                                ? backward(map, group, coding)
                                : forward(map, group, coding, question, within));
            }
        }
        return found;
    }

    private static boolean isAbout(ConceptMapGroupComponent group, TranslationQuestion question) {
        return question.codings().stream().anyMatch(coding -> isAbout(group, coding, question));
    }

    private static boolean isAbout(ConceptMapGroupComponent group, Coding coding, TranslationQuestion question) {
        boolean reverse = question.reverse();
        String from = reverse ? group.getTarget() : group.getSource();
        String to = reverse ? group.getSource() : group.getTarget();
        String version = reverse ? group.getTargetVersion() : group.getSourceVersion();
        return Objects.equals(from, coding.getSystem())
                && (question.targetSystem() == null || question.targetSystem().equals(to))
                && (version == null || !coding.hasVersion() || version.equals(coding.getVersion()));
    }

    private List<Translation> forward(
            ConceptMap map,
            ConceptMapGroupComponent group,
            Coding coding,
            TranslationQuestion question,
            Set<String> within) {
        List<SourceElementComponent> elements = group.getElement().stream()
                .filter(element -> coding.getCode().equals(element.getCode()))
                .toList();
        if (elements.isEmpty()) {
            return group.hasUnmapped() ? unmapped(map, group, coding, question, within) : List.of();
        }
        return elements.stream()
                .flatMap(Translator::unconditional)
                .map(target -> new Translation(
                        equivalence(target),
                        target.hasCode() ? new Coding(group.getTarget(), target.getCode(), target.getDisplay()) : null,
                        target.getProduct(),
                        map.getUrl()))
                .toList();
    }

    private static List<Translation> backward(ConceptMap map, ConceptMapGroupComponent group, Coding coding) {
        return group.getElement().stream()
                .flatMap(element -> unconditional(element)
                        .filter(target -> coding.getCode().equals(target.getCode()))
                        .map(target -> new Translation(
                                seenFromBehind(equivalence(target)),
                                new Coding(group.getSource(), element.getCode(), element.getDisplay()),
                                List.of(),
                                map.getUrl())))
                .toList();
    }

    /** What holds on a condition only cannot be said without the other elements, which nobody sends. */
    private static Stream<TargetElementComponent> unconditional(SourceElementComponent element) {
        return element.getTarget().stream().filter(target -> !target.hasDependsOn());
    }

    private List<Translation> unmapped(
            ConceptMap map,
            ConceptMapGroupComponent group,
            Coding coding,
            TranslationQuestion question,
            Set<String> within) {
        ConceptMapGroupUnmappedComponent rest = group.getUnmapped();
        return switch (rest.getMode()) {
            case PROVIDED -> {
                Coding same = new Coding(group.getTarget(), coding.getCode(), coding.getDisplay());
                yield List.of(new Translation(ConceptMapEquivalence.EQUIVALENT, same, List.of(), map.getUrl()));
            }
            case FIXED -> {
                Coding fixed = new Coding(group.getTarget(), rest.getCode(), rest.getDisplay());
                yield List.of(new Translation(ConceptMapEquivalence.RELATEDTO, fixed, List.of(), map.getUrl()));
            }
            case OTHERMAP -> {
                ConceptMap other = definitions
                        .byUrl(ConceptMap.class, rest.getUrl())
                        .orElseThrow(() -> NotHere.conceptMap(rest.getUrl()));
                yield within.contains(other.getUrl()) ? List.of() : translate(other, coding, question, within);
            }
            case NULL -> throw NotHere.unsupported("The concept map " + map.getUrl() + " with its group.unmapped");
        };
    }

    private static ConceptMapEquivalence equivalence(TargetElementComponent target) {
        return target.hasEquivalence() ? target.getEquivalence() : ConceptMapEquivalence.RELATEDTO;
    }

    private static ConceptMapEquivalence seenFromBehind(ConceptMapEquivalence equivalence) {
        return switch (equivalence) {
            case WIDER -> ConceptMapEquivalence.NARROWER;
            case NARROWER -> ConceptMapEquivalence.WIDER;
            case SUBSUMES -> ConceptMapEquivalence.SPECIALIZES;
            case SPECIALIZES -> ConceptMapEquivalence.SUBSUMES;
            default -> equivalence;
        };
    }
}
