package org.painbridge.server.patch;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;

/** Reads FHIRPath Patches. */
public final class FhirPathPatches {
    private final FhirContext context;
    private final FHIRPathEngine engine;
    private final PatchLimits limits;

    public FhirPathPatches(FhirContext context, FHIRPathEngine engine, PatchLimits limits) {
        this.context = context;
        this.engine = engine;
        this.limits = limits;
    }

    /** @throws PatchProblem where these are no FHIRPath Patch, or one of more operations than the limits allow */
    public FhirPathPatch read(Parameters sent) {
        limits.requireFew(sent.getParameter().size(), "Parameters");
        List<FhirPathOperation> operations = new ArrayList<>();
        for (ParametersParameterComponent operation : sent.getParameter()) {
            operations.add(FhirPathOperation.of(operations.size(), operation, size(operation), engine));
        }
        return new FhirPathPatch(context, engine, operations, limits);
    }

    /** Of what the operation may bring into the resource. */
    private long size(ParametersParameterComponent operation) {
        Parameters values = new Parameters();
        operation.getPart().stream()
                .filter(part -> "value".equals(part.getName()))
                .forEach(values::addParameter);
        IParser parser = context.newJsonParser();
        parser.setParserErrorHandler(new ErrorHandlerAdapter()); // What is in it has been read strictly, or will be.
        return values.isEmpty() ? 0 : parser.encodeResourceToString(values).length();
    }
}
