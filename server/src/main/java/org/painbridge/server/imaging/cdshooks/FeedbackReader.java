package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.imaging.FeedbackTable.Outcome;
import org.painbridge.server.imaging.FeedbackTable.Reason;

/** Reads a body of feedback: {@code {"feedback":[...]}}. */
final class FeedbackReader {
    private static final int MOST = 1000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_CODE = 400;

    private final HookJson json;

    FeedbackReader(HookJson json) {
        this.json = json;
    }

    /** @throws RequestProblem with one issue for each fault */
    List<Feedback> read(byte[] body) {
        JsonNode list = json.read(body).path("feedback");
        Faults faults = new Faults();
        faults.require(list.isArray() && !list.isEmpty(), "feedback", "The body is an object with the list feedback");
        faults.refuse();
        if (list.size() > MOST) {
            throw new RequestProblem(
                    ErrorCode.TOO_MANY_ENTRIES, "feedback", "Send at most " + MOST + " outcomes at once");
        }
        List<Feedback> all = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read(list.get(i), "feedback[" + i + "]", faults).ifPresent(all::add);
        }
        faults.refuse();
        return all;
    }

    private static Optional<Feedback> read(JsonNode node, String where, Faults faults) {
        String card = text(node.path("card"));
        boolean hasCard = faults.require(isShort(card, LONGEST_ID), where + ".card", "card is the uuid of the card");
        Instant at = instant(text(node.path("outcomeTimestamp")));
        faults.require(
                at != null, where + ".outcomeTimestamp", "outcomeTimestamp is a moment such as 2026-11-27T15:00:00Z");
        Optional<Outcome> outcome = outcome(text(node.path("outcome")));
        faults.require(outcome.isPresent(), where + ".outcome", "outcome is accepted or overridden");
        List<String> accepted = accepted(node.path("acceptedSuggestions"), where + ".acceptedSuggestions", faults);
        faults.require(
                outcome.isEmpty() || (outcome.get() == Outcome.ACCEPTED) == !accepted.isEmpty(),
                where + ".acceptedSuggestions",
                "acceptedSuggestions lists what was taken where the outcome is accepted, and nothing where it is not");
        JsonNode override = node.path("overrideReason");
        String comment = text(override.path("userComment"));
        faults.require(
                comment == null || comment.length() <= LONGEST_TEXT,
                where + ".overrideReason.userComment",
                "userComment has at most " + LONGEST_TEXT + " characters");
        Reason reason = reason(override.path("reason"), where + ".overrideReason.reason", faults);
        if (!hasCard || card == null || at == null || outcome.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Feedback(card, at, outcome.get(), accepted, reason, comment));
    }

    private static List<String> accepted(JsonNode list, String where, Faults faults) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        List<String> ids = StreamSupport.stream(list.spliterator(), false)
                .map(suggestion -> String.valueOf(text(suggestion.path("id"))))
                .toList();
        faults.require(
                list.isArray()
                        && ids.size() <= LONGEST_ID
                        && StreamSupport.stream(list.spliterator(), false)
                                .allMatch(suggestion -> isShort(text(suggestion.path("id")), LONGEST_ID)),
                where,
                "acceptedSuggestions is a list of objects, each with the uuid of a suggestion as id");
        return ids;
    }

    private static Reason reason(JsonNode coding, String where, Faults faults) {
        if (coding.isMissingNode() || coding.isNull()) {
            return Reason.NONE;
        }
        String code = text(coding.path("code"));
        String system = Optional.ofNullable(text(coding.path("system"))).orElse("");
        String display = Optional.ofNullable(text(coding.path("display"))).orElse("");
        boolean good =
                isShort(code, LONGEST_CODE) && system.length() <= LONGEST_CODE && display.length() <= LONGEST_CODE;
        faults.require(good, where, "reason is a Coding with a code of at most " + LONGEST_CODE + " characters");
        return code == null ? Reason.NONE : new Reason(system, code, display);
    }

    private static Optional<Outcome> outcome(@Nullable String text) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isShort(@Nullable String text, int most) {
        return text != null && !text.isBlank() && text.length() <= most;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
