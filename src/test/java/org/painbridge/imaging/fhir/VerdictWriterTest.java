package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.imaging.Language;

class VerdictWriterTest {

    @Test
    void theOrderComesBackOnlyWithARating() {
        Parameters rated = answer(withoutRedFlags("2026-09-14"));
        Parameters asking = answer(lumbarMri());

        assertThat(rated.hasParameter("order")).isTrue();
        assertThat(asking.hasParameter("order")).isFalse();
    }

    @Test
    void theTraceTellsTheDateOfAClockAndItsState() {
        ParametersParameterComponent clock = fact(answer(withoutRedFlags("2026-09-14")), "pain-six-weeks");

        assertThat(value(clock, "state")).isEqualTo("not-met");
        assertThat(value(clock, "threshold")).isEqualTo("P42D since pain-onset");
        ParametersParameterComponent used = part(clock, "used");
        assertThat(value(used, "date")).isEqualTo("2026-09-14");
        assertThat(used.getPart()).noneMatch(part -> part.getName().equals("state"));
    }

    @Test
    void anOrderWithoutIdentifierAndIdIsNotGivenAName() {
        ImagingRequests nameless = lumbarMri().ordered(order -> order.setId((String) null));
        assertThat(decision(answer(nameless)).hasRequestIdentifier()).isFalse();

        ImagingRequests named = lumbarMri().ordered(order -> order.setId("draft-1"));
        assertThat(decision(answer(named)).getRequestIdentifier().getValue()).isEqualTo("ServiceRequest/draft-1");

        named.ordered(order -> order.addIdentifier().setSystem("urn:emr").setValue("42"));
        assertThat(decision(answer(named)).getRequestIdentifier().getValue()).isEqualTo("42");
    }

    @Test
    void everythingThatIsAnsweredIsDefinedInTheGuide() {
        Set<String> answered = new TreeSet<>();
        for (ImagingRequests request : List.of(withoutRedFlags("2026-09-14"), lumbarMri())) {
            answer(request).getParameter().forEach(parameter -> answered.add(parameter.getName()));
        }

        assertThat(defined()).containsAll(answered);
    }

    @Test
    void lessExplanationIsAPartOfMore() {
        ImagingDecision decision = withoutRedFlags("2026-09-14").decide();

        assertThat(outputs(decision, Explain.NONE))
                .contains("rating", "urgency")
                .doesNotContain("source", "factTrace");
        assertThat(outputs(decision, Explain.SUMMARY))
                .containsAll(outputs(decision, Explain.NONE))
                .contains("source", "rationale")
                .doesNotContain("factTrace");
        assertThat(outputs(decision, Explain.FULL))
                .containsAll(outputs(decision, Explain.SUMMARY))
                .contains("factTrace", "scenarioTrace");
    }

    private static Set<String> outputs(ImagingDecision decision, Explain explain) {
        AnswerForm form = new AnswerForm(Language.FR, explain, 10, null);
        Parameters answer = new VerdictWriter(form, new OrderRating(new PamaRating("no-criteria-apply", "PainBridge")))
                .parameters(decision);
        Set<String> names = new TreeSet<>();
        ((Parameters) decision(answer).getContained().getFirst())
                .getParameter()
                .forEach(parameter -> names.add(parameter.getName()));
        return names;
    }

    private static Set<String> defined() {
        InputStream bytes = Objects.requireNonNull(VerdictWriterTest.class.getResourceAsStream(
                "/org/painbridge/profiles/OperationDefinition-imaging-appropriateness.json"));
        Set<String> names = new TreeSet<>();
        GuideValidator.FHIR.newJsonParser().parseResource(OperationDefinition.class, bytes).getParameter().stream()
                .filter(parameter -> parameter.getUse() == OperationParameterUse.OUT)
                .forEach(parameter -> names.add(parameter.getName()));
        return names;
    }

    private static GuidanceResponse decision(Parameters answer) {
        return (GuidanceResponse) answer.getParameter("decision").getResource();
    }

    private static Parameters answer(ImagingRequests request) {
        return ImagingRequests.WRITER.parameters(request.decide());
    }

    private static ParametersParameterComponent fact(Parameters answer, String id) {
        Parameters output = (Parameters) decision(answer).getContained().getFirst();
        return output.getParameter().stream()
                .filter(parameter -> parameter.getName().equals("factTrace"))
                .filter(parameter -> value(parameter, "fact").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static String value(ParametersParameterComponent parent, String name) {
        return part(parent, name).getValue().primitiveValue();
    }

    private static ParametersParameterComponent part(ParametersParameterComponent parent, String name) {
        return parent.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
