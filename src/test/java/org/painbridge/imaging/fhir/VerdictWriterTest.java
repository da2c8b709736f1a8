package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.junit.jupiter.api.Test;
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

    private static Parameters answer(ImagingRequests request) {
        return new VerdictWriter(Language.EN, 10).parameters(request.decide());
    }

    private static ParametersParameterComponent fact(Parameters answer, String id) {
        GuidanceResponse guidance =
                (GuidanceResponse) answer.getParameter("decision").getResource();
        Parameters output = (Parameters) guidance.getContained().getFirst();
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
