package org.painbridge.imaging.fhir;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;
import org.painbridge.imaging.SafetyIssue;

/** Questions of safety in words, for cards. */
final class SafetyText {
    private static final Localized SAFETY = new Localized("Safety", "Sécurité");

    private final Language language;

    SafetyText(Language language) {
        this.language = language;
    }

    /** Without what is only good to know. */
    static Stream<SafetyIssue> worthSaying(ImagingVerdict verdict) {
        return verdict.issues().stream().filter(issue -> issue.severity() != SafetyIssue.Severity.LOW);
    }

    /** One line. */
    String summary(ImagingVerdict verdict) {
        return SAFETY.in(language) + ": "
                + worthSaying(verdict).map(issue -> issue.title().in(language)).collect(Collectors.joining("; "));
    }

    /** Markdown; empty where there is none. */
    String detail(ImagingVerdict verdict) {
        return worthSaying(verdict).map(this::paragraph).collect(Collectors.joining());
    }

    private String paragraph(SafetyIssue issue) {
        String head = "**" + issue.title().in(language) + "** " + issue.text().in(language) + "\n\n";
        String questions = issue.questions().stream()
                .map(question -> "- " + question.text().in(language) + "\n")
                .collect(Collectors.joining());
        String sources = issue.sources().stream()
                .map(source -> "- " + VerdictText.cite(source, language) + "\n")
                .collect(Collectors.joining());
        return head + questions + sources + "\n";
    }
}
