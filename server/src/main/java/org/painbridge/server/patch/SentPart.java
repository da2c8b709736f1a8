package org.painbridge.server.patch;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a FHIRPath Patch, or a part of one.
 *
 * @param place where it is: {@code Parameters.parameter[2].part[1]}
 */
record SentPart(String place, ParametersParameterComponent sent) {

    String name() {
        return sent.hasName() ? sent.getName() : "";
    }

    List<SentPart> parts() {
        List<SentPart> parts = new ArrayList<>();
        for (ParametersParameterComponent part : sent.getPart()) {
            parts.add(new SentPart(place + ".part[" + parts.size() + "]", part));
        }
        return parts;
    }

    /** Null where it has none; a copy, as a patch may be applied again. */
    @Nullable
    Type value() {
        return sent.hasValue() ? sent.getValue().copy() : null;
    }

    /** Null where it has none; a copy, as a patch may be applied again. */
    @Nullable
    Resource resource() {
        return sent.hasResource() ? sent.getResource().copy() : null;
    }

    String text() {
        if (sent.getValue() instanceof PrimitiveType<?> text && text.hasValue()) {
            return text.getValueAsString();
        }
        throw PatchProblem.malformed(place, "The " + name() + " of an operation is a text: send it as valueString");
    }

    int index() {
        if (sent.getValue() instanceof IntegerType number && number.hasValue() && number.getValue() >= 0) {
            return number.getValue();
        }
        throw PatchProblem.malformed(
                place, "The " + name() + " of an operation counts from 0: send it as valueInteger, not negative");
    }
}
