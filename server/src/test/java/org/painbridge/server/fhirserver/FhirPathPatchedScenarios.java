package org.painbridge.server.fhirserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.hl7.fhir.r4.formats.IParser;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.formats.XmlParser;
import org.hl7.fhir.r4.model.Parameters;
import org.painbridge.server.Answer;

/** Sends FHIRPath Patches to the patient, in JSON and in XML. */
abstract class FhirPathPatchedScenarios extends PatchedPatientScenarios {
    static final String JSON = "application/fhir+json";
    static final String XML = "application/fhir+xml";

    Answer patch(Parameters patch) {
        return patch(written(new JsonParser(), patch), "Content-Type", JSON);
    }

    Answer patchXml(Parameters patch) {
        return patch(written(new XmlParser(), patch), "Content-Type", XML, "Accept", JSON);
    }

    /** HAPI would not write a reference that leads to nothing in the patch. */
    private static String written(IParser parser, Parameters patch) {
        try {
            return parser.composeString(patch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer patch(String body, String... headers) {
        return http().patch(url, body, headers);
    }
}
