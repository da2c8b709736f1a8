package org.painbridge.server.validation;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The guide, its examples, and each of these without one of its elements: most of those are invalid. */
final class Specimens implements ProfileValidator.Known {
    private static final String GUIDE = "classpath*:/org/painbridge/profiles/";

    private final FhirContext context = FhirContext.forR4();

    FhirContext context() {
        return context;
    }

    @Override
    public long revision() {
        return 1;
    }

    @Override
    public PrePopulatedValidationSupport definitions() {
        PrePopulatedValidationSupport support = new PrePopulatedValidationSupport(context);
        Stream.of(GUIDE + "*-*.json", "classpath*:/org/painbridge/terminology/**/*-*.json")
                .flatMap(this::read)
                .filter(MetadataResource.class::isInstance)
                .forEach(support::addResource);
        return support;
    }

    List<Resource> examples() {
        return read(GUIDE + "example/*-*.json").toList();
    }

    List<Resource> brokenExamples() {
        List<Resource> broken = new ArrayList<>();
        for (Resource example : examples()) {
            for (Property property : example.children()) {
                for (Base value : property.getValues()) {
                    Resource copy = example.copy();
                    copy.removeChild(
                            property.getName(),
                            copy.getNamedProperty(property.getName())
                                    .getValues()
                                    .getFirst());
                    broken.add(copy);
                    break;
                }
            }
        }
        return broken;
    }

    private Stream<Resource> read(String pattern) {
        try {
            List<Resource> resources = new ArrayList<>();
            for (var file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
                try (InputStream bytes = file.getInputStream()) {
                    resources.add((Resource) context.newJsonParser().parseResource(bytes));
                }
            }
            return resources.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
