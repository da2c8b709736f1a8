package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.OperationDefinition.OperationDefinitionParameterComponent;
import org.hl7.fhir.r4.model.OperationDefinition.OperationParameterUse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.MmeReport;
import org.painbridge.dispensing.MmeWindow;

class MmeWriterTest {
    private final Parameters complete = write(true, dispense("d1").build());
    private final Parameters incomplete =
            write(false, dispense("d1").build(), dispense("d2").of(NOT_IN_TABLE).build());
    private final Parameters unknown =
            write(true, dispense("d2").of(NOT_IN_TABLE).build());

    private final Parameters treated = write(
            false, dispense("d1").of("02295709").amount("5", "tablet").days(5).build());
    private final Parameters either = write(
            false, dispense("d1").of("02247700").amount("10", "tablet").days(5).build());

    @Test
    void aCompleteAnswerHasItsFiguresInMilligramsADay() {
        Quantity current = (Quantity) complete.getParameter("current").getValue();

        assertThat(current.getValue()).isEqualByComparingTo("13.5");
        assertThat(current.getCode()).isEqualTo("mg/d");
        assertThat(current.hasComparator()).isFalse();
        assertThat(complete.getParameterBool("complete")).isTrue();
    }

    /** Whom something may be kept from is told no figure as the whole, and no zero. */
    @Test
    void whatMayLackSomethingIsAtLeastThatOrNotTold() {
        Parameters some = perhapsMore(dispense("d1").build());
        Parameters none = perhapsMore();

        Quantity current = (Quantity) some.getParameter("current").getValue();
        assertThat(current.getComparator()).isEqualTo(QuantityComparator.GREATER_OR_EQUAL);
        assertThat(current.getValue()).isEqualByComparingTo("13.5");
        assertThat(some.getParameterBool("complete")).isFalse();
        assertThat(none.getParameterBool("complete")).isFalse();
        assertThat(none.hasParameter("current")).isFalse();
        assertThat(none.hasParameter("peak")).isFalse();
    }

    @Test
    void anIncompleteFigureIsMarkedAtLeast() {
        Quantity current = (Quantity) incomplete.getParameter("current").getValue();

        assertThat(current.getComparator()).isEqualTo(QuantityComparator.GREATER_OR_EQUAL);
        assertThat(incomplete.getParameterBool("complete")).isFalse();
    }

    @Test
    void aFigureOfWhichNothingIsKnownIsAbsentAndNotZero() {
        assertThat(unknown.hasParameter("current")).isFalse();
        assertThat(unknown.hasParameter("mean")).isFalse();
        assertThat(unknown.hasParameter("peak")).isFalse();
    }

    @Test
    void treatmentHasFiguresOfItsOwn() {
        ParametersParameterComponent apart = treated.getParameter("agonistTreatment");
        ParametersParameterComponent part =
                treated.getParameters("contribution").getFirst();

        assertThat(((Quantity) part(apart, "current").getValue()).getValue()).isEqualByComparingTo("310.4");
        assertThat(value(apart, "dispenses")).isEqualTo("1");
        assertThat(value(part, "use")).isEqualTo("agonist-treatment");
        assertThat(treated.hasParameter("current")).isFalse();
        assertThat(either.getParameter("byIndication")).isNotNull();
        assertThat(value(either.getParameter("contribution"), "use")).isEqualTo("by-indication");
    }

    @Test
    void whatHasNoFigureSaysWhy() {
        ParametersParameterComponent part =
                incomplete.getParameters("contribution").get(1);

        assertThat(value(part, "dispense")).isEqualTo("MedicationDispense/d2");
        assertThat(value(part, "notComputable")).isEqualTo("product-unknown");
        assertThat(value(part, "reason")).isEqualTo("the drug table has no product 00000001");
        assertThat(((BooleanType) part(part, "inTotal").getValue()).getValue()).isFalse();
    }

    @Test
    void theCurveIsThereOnlyIfAskedFor() {
        assertThat(complete.getParameters("day")).hasSize(2);
        assertThat(incomplete.getParameters("day")).isEmpty();
    }

    @Test
    void theTableIsNamedWithVersionAndSource() {
        assertThat(complete.getParameter("table").getValue().primitiveValue()).isEqualTo("on-research");
        assertThat(complete.getParameter("tableVersion").getValue().primitiveValue())
                .isEqualTo(
                        Library.TABLES.table("on-research").orElseThrow().id().version());
        assertThat(complete.getParameter("tableSource").getValue().primitiveValue())
                .startsWith("Ontario research set");
        assertThat(complete.getParameter("productSource").getValue().primitiveValue())
                .startsWith("Health Canada DPD marketed extract 2026-04-01");
    }

    @Test
    void theAnswerIsValidFhir() {
        assertThat(GuideValidator.errors(complete)).isEmpty();
        assertThat(GuideValidator.errors(incomplete)).isEmpty();
        assertThat(GuideValidator.errors(treated)).isEmpty();
    }

    @Test
    void everyAnswerKeepsToTheDefinitionOfTheOperation() {
        List<OperationDefinitionParameterComponent> defined =
                GuideValidator.guide("OperationDefinition-mme.json", OperationDefinition.class).getParameter().stream()
                        .filter(parameter -> parameter.getUse() == OperationParameterUse.OUT)
                        .toList();

        assertThat(Stream.of(complete, incomplete, unknown, treated, either)
                        .flatMap(answer -> faults(defined, answer.getParameter()).stream()))
                .isEmpty();
    }

    /** What is given but not defined, of another type than defined, missing, or given too often. */
    private static List<String> faults(
            List<OperationDefinitionParameterComponent> defined, List<ParametersParameterComponent> given) {
        Map<String, List<ParametersParameterComponent>> byName =
                given.stream().collect(Collectors.groupingBy(ParametersParameterComponent::getName));
        List<String> faults = new ArrayList<>();
        for (OperationDefinitionParameterComponent definition : defined) {
            List<ParametersParameterComponent> values = byName.getOrDefault(definition.getName(), List.of());
            byName.remove(definition.getName());
            int most = definition.getMax().equals("*") ? Integer.MAX_VALUE : Integer.parseInt(definition.getMax());
            if (values.size() < definition.getMin() || values.size() > most) {
                faults.add(definition.getName() + " is there " + values.size() + " times");
            }
            for (ParametersParameterComponent value : values) {
                if (definition.hasType() && !value.getValue().fhirType().equals(definition.getType())) {
                    faults.add(definition.getName() + " is of type "
                            + value.getValue().fhirType());
                }
                faults.addAll(faults(definition.getPart(), value.getPart()));
            }
        }
        byName.keySet().forEach(name -> faults.add(name + " is not defined"));
        return faults;
    }

    private static Parameters write(boolean withCurve, Dispense... dispenses) {
        return new MmeWriter().write(report(dispenses), withCurve);
    }

    private static Parameters perhapsMore(Dispense... dispenses) {
        return new MmeWriter().write(report(dispenses).perhapsMore(), true);
    }

    private static MmeReport report(Dispense... dispenses) {
        return new MmeCalculator(Library.DRUGS, MmeMethod.fromClassPath())
                .report(
                        history(dispenses),
                        Library.TABLES.table("on-research").orElseThrow(),
                        new MmeWindow(JUNE_1.plusDays(1), 2));
    }

    private static String value(ParametersParameterComponent parts, String name) {
        var value = part(parts, name).getValue();
        return value instanceof Reference reference ? reference.getReference() : value.primitiveValue();
    }

    private static ParametersParameterComponent part(ParametersParameterComponent parts, String name) {
        return parts.getPart().stream()
                .filter(part -> part.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
