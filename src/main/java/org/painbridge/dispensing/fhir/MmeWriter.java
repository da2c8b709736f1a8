package org.painbridge.dispensing.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.dispensing.AgonistTreatment;
import org.painbridge.dispensing.DailyMme;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.MmeContribution;
import org.painbridge.dispensing.MmeContribution.Result;
import org.painbridge.dispensing.MmeDay;
import org.painbridge.dispensing.MmeFigure;
import org.painbridge.dispensing.MmeReport;
import org.painbridge.dispensing.MmeReport.Apart;
import org.painbridge.dispensing.MmeReport.Missing;
import org.painbridge.dispensing.NotComputable;
import org.painbridge.dispensing.Product;

/** {@link MmeReport} → the answer of the operation {@code Patient/[id]/$mme}. */
public final class MmeWriter {

    /** @param withCurve whether the answer has a figure for each day of the window */
    public Parameters write(MmeReport report, boolean withCurve) {
        Parameters answer = new Parameters();
        answer.addParameter()
                .setName("table")
                .setValue(new CodeType(report.table().code()));
        answer.addParameter()
                .setName("tableVersion")
                .setValue(new StringType(report.table().version()));
        answer.addParameter()
                .setName("tableSource")
                .setValue(new StringType(report.table().source()));
        answer.addParameter().setName("productSource").setValue(new StringType(report.productSource()));
        answer.addParameter().setName("window").setValue(window(report));
        answer.addParameter().setName("complete").setValue(new BooleanType(report.complete()));
        add(answer, "current", report.figures().current());
        add(answer, "mean", report.figures().mean());
        add(answer, "peak", report.figures().peak());
        report.agonistTreatment().ifPresent(apart -> add(answer, "agonistTreatment", apart));
        report.byIndication().ifPresent(apart -> add(answer, "byIndication", apart));
        report.contributions().forEach(contribution -> add(answer, contribution));
        report.missing().forEach(missing -> add(answer, missing));
        if (withCurve) {
            report.curve().forEach(day -> add(answer, day));
        }
        return answer;
    }

    private static Period window(MmeReport report) {
        Period window = new Period();
        window.getStartElement().setValueAsString(report.window().first().toString());
        window.getEndElement().setValueAsString(report.window().asOf().toString());
        return window;
    }

    private static void add(Parameters answer, String name, MmeFigure figure) {
        MmeQuantity.of(figure)
                .ifPresent(known -> answer.addParameter().setName(name).setValue(known.quantity()));
    }

    private static void add(Parameters answer, String name, Apart apart) {
        ParametersParameterComponent parts = answer.addParameter().setName(name);
        parts.addPart().setName("dispenses").setValue(new IntegerType(apart.dispenses()));
        add(parts, "current", apart.figures().current());
        add(parts, "mean", apart.figures().mean());
        add(parts, "peak", apart.figures().peak());
    }

    private static void add(ParametersParameterComponent parts, String name, MmeFigure figure) {
        MmeQuantity.of(figure).ifPresent(known -> parts.addPart().setName(name).setValue(known.quantity()));
    }

    private static void add(Parameters answer, MmeContribution contribution) {
        ParametersParameterComponent parts = answer.addParameter().setName("contribution");
        parts.addPart()
                .setName("dispense")
                .setValue(reference(contribution.dispense().id(), contribution.product()));
        switch (contribution.result()) {
            case Result.Computed(DailyMme mme, var onDay) ->
                parts.addPart().setName("mme").setValue(MmeQuantity.of(mme).quantity());
            case Result.NoFigure(NotComputable reason) -> add(parts, reason);
        }
        contribution
                .agonistTreatment()
                .flatMap(MmeWriter::use)
                .ifPresent(use -> parts.addPart().setName("use").setValue(new CodeType(use)));
        parts.addPart().setName("inTotal").setValue(new BooleanType(contribution.inTotal()));
    }

    private static Optional<String> use(AgonistTreatment treatment) {
        return switch (treatment) {
            case ONLY -> Optional.of("agonist-treatment");
            case BY_INDICATION -> Optional.of("by-indication");
            case NO -> Optional.empty();
        };
    }

    private static void add(Parameters answer, Missing missing) {
        ParametersParameterComponent parts = answer.addParameter().setName("contribution");
        parts.addPart().setName("dispense").setValue(reference(missing.dispense(), missing.product()));
        add(parts, missing.reason());
        parts.addPart().setName("inTotal").setValue(new BooleanType(false));
    }

    private static void add(ParametersParameterComponent parts, NotComputable reason) {
        parts.addPart()
                .setName("notComputable")
                .setValue(new CodeType(reason.why().code()));
        parts.addPart().setName("reason").setValue(new StringType(reason.detail()));
    }

    /** The dispense, displayed as its product. */
    private static Reference reference(DispenseId dispense, Optional<Product> known) {
        Reference reference = new Reference("MedicationDispense/" + dispense.id());
        known.ifPresent(product -> reference.setDisplay(product.name() + " (DIN " + product.din() + ")"));
        return reference;
    }

    private static void add(Parameters answer, MmeDay day) {
        ParametersParameterComponent parts = answer.addParameter().setName("day");
        parts.addPart().setName("date").setValue(new DateType(day.day().toString()));
        MmeQuantity.of(day.figure())
                .ifPresent(known -> parts.addPart().setName("mme").setValue(known.quantity()));
    }
}
