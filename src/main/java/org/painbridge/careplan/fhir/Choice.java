package org.painbridge.careplan.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/**
 * What a reviewer says of one activity.
 *
 * @param decision {@code accept}, {@code decline}, {@code defer} or {@code already-done}
 * @param reason why it is declined
 * @param performer who carries it out, where that is not the reviewer
 */
record Choice(
        String decision,
        @Nullable CodeableConcept reason,
        @Nullable String note,
        @Nullable String performer) {
    static final Choice ACCEPTED = new Choice("accept", null, null, null);
    private static final Set<String> DECISIONS = Set.of("accept", "decline", "defer", "already-done");
    private static final Set<String> PERFORMERS = Set.of("Practitioner", "PractitionerRole", "Organization", "Patient");

    /**
     * By activity, as they were sent.
     *
     * @param open the activities that wait for an answer
     * @param ended those that ended before one: that they are done already is no answer
     */
    static Map<String, Choice> read(ExchangeParameters in, List<String> open, List<String> ended, LivingPlan plan) {
        Map<String, Choice> choices = new HashMap<>();
        for (ExchangeParameters part :
                in.parts("activity", Set.of("reference", "decision", "reason", "note", "performer"))) {
            String activity = part.requiredReference("reference");
            if (ended.contains(activity) && read(part, plan).decision().equals("already-done")) {
                continue;
            }
            if (!open.contains(activity)) {
                throw new ExchangeRefusal(
                        ExchangeReason.ACTIVITY_OTHER,
                        part.root(),
                        "This is no activity of the plan that waits for an answer. There are: "
                                + String.join(", ", open) + ".");
            }
            if (choices.put(activity, read(part, plan)) != null) {
                throw ExchangeParameters.invalid(part.root(), "Each activity is answered once.");
            }
        }
        return choices;
    }

    private static Choice read(ExchangeParameters part, LivingPlan plan) {
        String decision = part.required("decision", () -> part.code("decision", DECISIONS));
        Optional<CodeableConcept> reason = part.concept("reason");
        Optional<String> note = part.text("note");
        if (decision.equals("decline") && reason.isEmpty() && note.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.REASON_MISSING, part.root(), "Say in reason or note why the activity is declined.");
        }
        Optional<String> performer = part.reference("performer");
        performer.ifPresent(named -> {
            boolean fits = PERFORMERS.contains(named.substring(0, named.indexOf('/')));
            boolean anotherPatient = named.startsWith("Patient/") && !named.equals(plan.patient());
            if (!fits || anotherPatient || plan.part(named).isEmpty()) {
                throw ExchangeParameters.invalid(
                        part.root(),
                        "The performer is a stored Practitioner, PractitionerRole or Organization, or the patient of the plan.");
            }
        });
        return new Choice(decision, reason.orElse(null), note.orElse(null), performer.orElse(null));
    }

    boolean declined() {
        return decision.equals("decline");
    }

    /** The reason in a form that a task takes. */
    CodeableConcept why() {
        return reason == null ? new CodeableConcept().setText(String.valueOf(note)) : reason;
    }
}
