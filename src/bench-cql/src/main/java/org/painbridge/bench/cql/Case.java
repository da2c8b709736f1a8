package org.painbridge.bench.cql;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;

/** An order of a lumbar MRI for low back pain of three weeks, and what was answered about red flags. */
enum Case {
    NO_RED_FLAG(Answered.NO, "not-appropriate", "routine"),
    RED_FLAG(Answered.YES, "appropriate", "emergent"),
    RED_FLAGS_UNKNOWN(Answered.NOTHING, "needs-data", "routine");

    private enum Answered {
        NO,
        YES,
        NOTHING
    }

    static final FhirContext FHIR = FhirContext.forR4Cached();
    static final OffsetDateTime NOW = OffsetDateTime.now();
    private static final String NEUROLOGICAL = "any-neurological-flag";
    private static final List<String> OTHERS =
            List.of("any-infection-flag", "any-tumour-flag", "any-fracture-flag", "inflammatory-back-pain");

    private final Answered flags;

    /** What both must answer. */
    final Rated expected;

    Case(Answered flags, String result, String urgency) {
        this.flags = flags;
        this.expected = new Rated(result, urgency);
    }

    /** Order, patient, condition and answers; each call makes new ones. */
    Bundle bundle() {
        String today = NOW.toLocalDate().toString();
        String onset = NOW.toLocalDate().minusWeeks(3).toString();
        String json = text("case.json").replace("$today", today).replace("$onset", onset);
        Bundle bundle = FHIR.newJsonParser().parseResource(Bundle.class, json);
        answer(only(bundle, QuestionnaireResponse.class));
        return bundle;
    }

    private void answer(QuestionnaireResponse answers) {
        if (flags == Answered.NOTHING) {
            return;
        }
        answer(answers, NEUROLOGICAL, flags == Answered.YES);
        OTHERS.forEach(flag -> answer(answers, flag, false));
    }

    private static void answer(QuestionnaireResponse answers, String fact, boolean met) {
        answers.addItem().setLinkId(fact).addAnswer().setValue(new BooleanType(met));
    }

    static <T extends Resource> T only(Bundle bundle, Class<T> type) {
        return bundle.getEntry().stream()
                .map(BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    static String text(String name) {
        try (InputStream bytes = Case.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(bytes, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of it: a category or that answers are needed, and how soon to act. */
    record Rated(String result, String urgency) {}
}
