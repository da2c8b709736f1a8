package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/** A push that is right in every respect; a test spoils what it is about. All people are fictitious. */
final class Pushes {
    static final FhirContext FHIR = FhirContext.forR4Cached();

    private final Parameters parameters = FHIR.newJsonParser().parseResource(Parameters.class, text("push.json"));

    static Pushes push() {
        return new Pushes();
    }

    /** Our JSON: HAPI's default would drop the version of a reference. */
    static IParser json() {
        return FHIR.newJsonParser().setStripVersionsFromReferences(false);
    }

    /** A text of the test resources of the care plan. */
    static String text(String name) {
        try (InputStream file = Pushes.class.getResourceAsStream("/careplan/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    Pushes with(Consumer<Parameters> change) {
        change.accept(parameters);
        return this;
    }

    Pushes withBundle(Consumer<Bundle> change) {
        change.accept(bundle(parameters));
        return this;
    }

    Pushes withPlan(Consumer<CarePlan> change) {
        return with(CarePlan.class, change);
    }

    Pushes withTeam(Consumer<CareTeam> change) {
        return with(CareTeam.class, change);
    }

    <T extends Resource> Pushes with(Class<T> type, Consumer<T> change) {
        change.accept(member(type));
        return this;
    }

    <T extends Resource> T member(Class<T> type) {
        return bundle(parameters).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    Parameters parameters() {
        return parameters;
    }

    static Bundle bundle(Parameters parameters) {
        return (Bundle) parameters.getParameter("bundle").getResource();
    }
}
