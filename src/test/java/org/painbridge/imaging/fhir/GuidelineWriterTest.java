package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
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

    /** A cell of each scenario, another one in the next: they are made alike, and all of them together take long. */
    @Test
    void itIsValid() {
        for (int i = 0; i < plan.getAction().size(); i++) {
            PlanDefinitionActionComponent scenario = plan.getAction().get(i);
            scenario.setAction(
                    List.of(scenario.getAction().get(i % scenario.getAction().size())));
        }

        assertThat(GuideValidator.errors(plan)).isEmpty();
    }
}
