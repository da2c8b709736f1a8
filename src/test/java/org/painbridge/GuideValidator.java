package org.painbridge;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.profiles.Hl7Validator;

/** Judges resources by the implementation guide and the terminology on the class path; asks no network. */
public final class GuideValidator {
    public static final FhirContext FHIR = FhirContext.forR4Cached();

    private GuideValidator() {}

    /** By R4 and the profiles that the resource claims. */
    public static List<String> errors(Resource resource) {
        return Hl7Validator.errors(json(resource));
    }

    /** By R4 and one profile of ours, such as {@code imaging-order}, whether claimed or not. */
    public static List<String> errors(Resource resource, String profile) {
        return Hl7Validator.errors(json(resource), "https://painbridge.example/fhir/StructureDefinition/" + profile);
    }

    /** Our JSON: HAPI's default would drop the version of a reference. */
    private static String json(Resource resource) {
        return FHIR.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(resource);
    }

    /** A file of the guide, by its path there. */
    public static <T extends Resource> T guide(String file, Class<T> type) {
        return type.cast(FHIR.newJsonParser().parseResource(text("/org/painbridge/profiles/" + file)));
    }

    private static String text(String path) {
        try (InputStream file = GuideValidator.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalArgumentException("Not on the class path: " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
