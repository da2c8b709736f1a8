package org.painbridge.server.patch;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.formats.JsonParser;
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
            operations.add(FhirPathOperation.of(operations.size(), operation, engine));
        }
        return new FhirPathPatch(context, engine, operations, size(sent), limits);
    }

    /** Not by HAPI's parser: it would look for what references of the values contain, in the Parameters. */
    private static long size(Parameters sent) {
        try {
            return new JsonParser().composeBytes(sent).length;
        } catch (IOException e) {
            throw new UncheckedIOException("Parameters cannot be written", e);
        }
    }
}
