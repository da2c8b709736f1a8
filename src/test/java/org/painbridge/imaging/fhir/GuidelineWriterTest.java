package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.PlanDefinition;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Scenario;

class GuidelineWriterTest {
    private final PlanDefinition plan =
            new GuidelineWriter(ImagingPack.RULES, ImagingPack.PROCEDURES).planDefinition("imaging-appropriateness");

    @Test
    void everyCellIsAnActionWithItsSources() {
        assertThat(plan.getAction()).hasSameSizeAs(ImagingPack.RULES.scenarios());
        for (int i = 0; i < plan.getAction().size(); i++) {
            Scenario scenario = ImagingPack.RULES.scenarios().get(i);
            assertThat(plan.getAction().get(i).getAction())
                    .hasSameSizeAs(scenario.options())
                    .allSatisfy(cell -> assertThat(cell.getDocumentation()).isNotEmpty());
        }
    }

    @Test
    void itIsValid() {
        assertThat(GuideValidator.errors(plan)).isEmpty();
    }
}
