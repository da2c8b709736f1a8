package org.painbridge.server.imaging;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.fhir.AnswerForm;
import org.painbridge.imaging.fhir.Explain;

/** The in-parameters of {@code $imaging-appropriateness}, as they were sent. */
final class AssessmentRequest {
    private static final Set<String> ALL = Set.of(
            "order",
            "patient",
            "data",
            "answers",
            "evaluatedAt",
            "guideline",
            "mode",
            "explain",
            "language",
            "maxAlternatives");
    /** Clocks differ; a decision about tomorrow would not be one. */
    private static final Duration TOLERANCE = Duration.ofMinutes(15);

    private final ImagingParameters parameters;
    private final ImagingSettings settings;

    AssessmentRequest(Parameters sent, ImagingSettings settings) {
        this.parameters = new ImagingParameters(sent, ALL);
        this.settings = settings;
    }

    ServiceRequest order() {
        return parameters.required("order", ServiceRequest.class);
    }

    /** At the instance level the order is the one of the URL. */
    void requireNoOrder() {
        if (!parameters.all("order", ServiceRequest.class).isEmpty()) {
            throw ImagingParameters.problem("order", "Leave this out: the order is the one that the URL names");
        }
    }

    Optional<Patient> patient() {
        return parameters.optional("patient", Patient.class);
    }

    Optional<Bundle> data() {
        return parameters.optional("data", Bundle.class);
    }

    List<QuestionnaireResponse> answers() {
        return parameters.all("answers", QuestionnaireResponse.class);
    }

    /** Canonicals or versions, in the order in which they were asked for. */
    List<String> guidelines() {
        return parameters.all("guideline", PrimitiveType.class).stream()
                .map(value -> String.valueOf(value.getValueAsString()))
                .toList();
    }

    Mode mode() {
        return parameters
                .optional("mode", CodeType.class)
                .map(code -> Mode.of(code.getValue())
                        .orElseThrow(
                                () -> ImagingParameters.problem("mode", "mode is one of live, shadow and simulate")))
                .orElse(settings.mode());
    }

    /** Whether the record that is stored here is judged by. */
    boolean readsRecord() {
        return data().isEmpty() && patient().isEmpty();
    }

    Language language() {
        return parameters
                .optional("language", CodeType.class)
                .map(code -> Language.of(code.getValue()))
                .orElse(Language.EN);
    }

    /** @param pages URL behind which the pages of the guideline are */
    AnswerForm form(String pages) {
        int most = parameters
                .optional("maxAlternatives", IntegerType.class)
                .map(IntegerType::getValue)
                .orElse(settings.maxAlternatives());
        return new AnswerForm(language(), explain(), Math.clamp(most, 0, settings.maxAlternatives()), pages);
    }

    private Explain explain() {
        String code = parameters
                .optional("explain", CodeType.class)
                .map(CodeType::getValue)
                .orElse(Explain.FULL.code());
        try {
            return Explain.of(code);
        } catch (IllegalArgumentException e) {
            throw ImagingParameters.problem("explain", "explain is one of none, summary and full");
        }
    }

    /** The moment to judge as of, on the clock of the place. */
    OffsetDateTime evaluatedAt(OffsetDateTime now, ZoneId zone) {
        Optional<DateTimeType> sent = parameters.optional("evaluatedAt", DateTimeType.class);
        if (sent.isEmpty()) {
            return now;
        }
        if (!sent.get().getValueAsString().contains("T")) {
            throw ImagingParameters.problem(
                    "evaluatedAt", "evaluatedAt is a moment with its offset, such as 2026-11-25T09:30:00-05:00");
        }
        OffsetDateTime moment = sent.get().getValue().toInstant().atZone(zone).toOffsetDateTime();
        if (moment.isAfter(now.plus(TOLERANCE))) {
            throw ImagingParameters.problem("evaluatedAt", "evaluatedAt is in the future: nothing is known of it yet");
        }
        return moment;
    }
}
