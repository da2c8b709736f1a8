package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Wording;

/** One kind of evidence that the criteria library asks for, by words: for what a chart holds without a code that we know. */
final class Worded<E extends FactEvidence> {
    private final List<Match> wanted;

    private record Match(Fact fact, Wording words) {
        boolean fits(List<String> texts) {
            return texts.stream().anyMatch(words::fits);
        }
    }

    Worded(RuleSet rules, Class<E> kind, Function<E, Wording> words) {
        wanted = rules.facts().values().stream()
                .flatMap(fact -> fact.evidence().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .map(evidence -> new Match(fact, words.apply(evidence))))
                .filter(match -> !match.words().any().isEmpty())
                .toList();
    }

    /** The facts that one of the texts speaks for, each once. */
    Stream<Fact> of(List<String> texts) {
        return wanted.stream()
                .filter(match -> match.fits(texts))
                .map(Match::fact)
                .distinct();
    }

    /** The first of the texts, as it may be shown: short, and with nothing that a page would read as markup. */
    static Optional<String> shown(List<String> texts) {
        return texts.stream()
                .map(text -> text.replaceAll("[^\\p{L}\\p{N} .,()/+-]", " ").strip())
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), 80)))
                .findFirst();
    }
}
