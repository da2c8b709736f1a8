package org.painbridge.server.imaging.cdshooks;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.fhir.DecisionId;
import org.painbridge.server.imaging.FeedbackRequest;
import org.painbridge.server.imaging.FeedbackTable.Outcome;
import org.painbridge.server.imaging.FeedbackTable.Reason;
import org.painbridge.server.imaging.FeedbackTable.Told;

/**
 * What became of a card.
 *
 * @param accepted ids of the suggestions that were taken
 * @param reason why it was overridden; without a code where nobody says
 * @param comment in the user's words; null where there is none
 */
record Feedback(
        String card,
        Instant at,
        Outcome outcome,
        List<String> accepted,
        Reason reason,
        @Nullable String comment) {
    private static final Pattern CODE = Pattern.compile("\\S+( \\S+)*");

    /** The uuid of a card is that of its decision. */
    Optional<String> decision() {
        return DecisionId.parse("urn:uuid:" + card).map(DecisionId::ulid);
    }

    Told told() {
        return new Told(card, at.toEpochMilli());
    }

    /** As the operation for feedback has it. */
    FeedbackRequest request(String decision, String client) {
        return new FeedbackRequest(
                decision,
                outcome == Outcome.ACCEPTED,
                why(),
                Optional.ofNullable(comment),
                Optional.of(at),
                Optional.of(client));
    }

    /** What FHIR would not take as a code is told as text. */
    private Optional<CodeableConcept> why() {
        String code = reason.code();
        if (code == null) {
            return Optional.empty();
        }
        String system = Objects.requireNonNullElse(reason.system(), "");
        String display = Objects.requireNonNullElse(reason.display(), "");
        if (!CODE.matcher(code).matches()
                || (!system.isEmpty() && !CODE.matcher(system).matches())) {
            return Optional.of(new CodeableConcept().setText(display.isBlank() ? code : display));
        }
        Coding coding = new Coding().setCode(code);
        coding.setSystem(system.isEmpty() ? null : system).setDisplay(display.isBlank() ? null : display);
        return Optional.of(new CodeableConcept(coding));
    }
}
