package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.ImagingOption;
import org.painbridge.imaging.Insurance;
import org.painbridge.imaging.OverlayMove;

/** What overlays say about a cell, as parts of Parameters: each move from one category to another, and whether the plan pays. */
final class OverlayParts {
    private final AnswerForm form;

    OverlayParts(AnswerForm form) {
        this.form = form;
    }

    List<ParametersParameterComponent> of(ImagingOption option) {
        List<ParametersParameterComponent> parts = new ArrayList<>();
        option.moves().forEach(move -> parts.add(move(move)));
        if (option.isDisputed()) {
            parts.add(named("overlaysDisagree").setValue(new BooleanType(true)));
        }
        option.coverage().ifPresent(coverage -> parts.add(insurance(coverage)));
        return parts;
    }

    private ParametersParameterComponent move(OverlayMove move) {
        ParametersParameterComponent overlay = named("overlay");
        part(overlay, "id", new CodeType(move.overlay()));
        part(overlay, "title", new StringType(move.title().in(form.language())));
        part(overlay, "from", GuidanceWriter.coding(move.from()));
        part(overlay, "to", GuidanceWriter.coding(move.to()));
        if (form.explain() != Explain.NONE) {
            part(overlay, "reason", new StringType(move.reason().in(form.language())));
            sources(overlay, move.sources());
        }
        return overlay;
    }

    private ParametersParameterComponent insurance(Insurance coverage) {
        ParametersParameterComponent insurance = named("insurance");
        part(insurance, "eligibility", GuidanceWriter.coding(coverage.state()));
        part(insurance, "plan", new StringType(coverage.plan().in(form.language())));
        if (form.explain() != Explain.NONE) {
            part(insurance, "reason", new StringType(coverage.reason().in(form.language())));
            sources(insurance, coverage.sources());
        }
        return insurance;
    }

    private static void sources(ParametersParameterComponent parent, List<Evidence> sources) {
        sources.forEach(source -> OutputWriter.sources(parent.addPart().setName("source"), source));
    }

    private static ParametersParameterComponent named(String name) {
        return new ParametersParameterComponent().setName(name);
    }

    private static void part(ParametersParameterComponent parent, String name, Type value) {
        parent.addPart().setName(name).setValue(value);
    }
}
