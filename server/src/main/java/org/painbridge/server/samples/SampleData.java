package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.painbridge.server.fhirserver.BundleProvider;
import org.painbridge.server.store.FhirStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Fills an empty store with the sample bundles, as one transaction on the way of any client's bundle: all of them or
 * none, once.
 */
@Component
@ConditionalOnProperty("painbridge.samples.load")
final class SampleData implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(SampleData.class);

    private final SampleSettings settings;
    private final FhirContext context;
    private final FhirStore store;
    private final BundleProvider bundles;

    SampleData(SampleSettings settings, FhirContext context, FhirStore store, BundleProvider bundles) {
        this.settings = settings;
        this.context = context;
        this.store = store;
        this.bundles = bundles;
    }

    /** Before the port is open, so that the first answer has the samples in it. */
    @Override
    public void afterSingletonsInstantiated() {
        if (!store.isEmpty()) {
            return;
        }
        List<Resource> files = files();
        if (files.isEmpty()) {
            throw new IllegalStateException("painbridge.samples.location has no .json files: " + settings.location());
        }
        Bundle all = new Bundle().setType(BundleType.TRANSACTION);
        files.forEach(file -> all.getEntry().addAll(bundle(file).getEntry()));
        bundles.transaction(all);
        LOG.info("Loaded {} sample resources from {}", all.getEntry().size(), settings.location());
    }

    private List<Resource> files() {
        try {
            Resource[] files = new PathMatchingResourcePatternResolver().getResources(settings.location() + "*.json");
            return Arrays.stream(files)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Bundle bundle(Resource file) {
        try (Reader reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            return context.newJsonParser().parseResource(Bundle.class, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file.getDescription(), e);
        } catch (RuntimeException e) {
            throw new IllegalStateException("Not a bundle: " + file.getDescription(), e);
        }
    }
}
