package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.FhirPathFactory;

/** A resource before and after a FHIRPath Patch, as the content of its JSON with ' for ". */
record PatchedText(String type, String content) {
    private static final FhirContext CONTEXT = strict();
    private static final FhirPathPatches PATCHES =
            new FhirPathPatches(CONTEXT, FhirPathFactory.engine(CONTEXT), new PatchLimits(10, 16, 1000, 100_000));

    private static FhirContext strict() {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        return context;
    }

    static FhirPathPatch read(Parameters sent) {
        return PATCHES.read(sent);
    }

    String by(Parameters patch) {
        return by(read(patch));
    }

    String by(FhirPathPatch patch) {
        String json = json();
        Resource resource = parse(json);
        patch.apply(resource, json.length());
        String patched =
                CONTEXT.newJsonParser().encodeResourceToString(resource).replace('"', '\'');
        return patched.replaceFirst("^\\{'resourceType':'" + type + "',?", "").replaceFirst("}$", "");
    }

    PatchProblem problem(Parameters patch) {
        return catchThrowableOfType(PatchProblem.class, () -> by(patch));
    }

    /** Of the content of a Patient. */
    static void assertPatched(String before, Parameters patch, String after) {
        assertThat(new PatchedText("Patient", before).by(patch)).isEqualTo(after);
    }

    /** Where a patch fails that does not fit a Patient. */
    static String failed(String patient, Parameters patch) {
        PatchProblem problem = new PatchedText("Patient", patient).problem(patch);
        assertThat(problem.code().code()).as(problem.getMessage()).isEqualTo("patch-failed");
        return problem.expression();
    }

    private String json() {
        String start = "{'resourceType':'" + type + "'";
        return (start + (content.isEmpty() ? "" : "," + content) + "}").replace('\'', '"');
    }

    private static Resource parse(String json) {
        try {
            return new JsonParser().parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
