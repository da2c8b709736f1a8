package org.painbridge.server.imaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.hl7.fhir.r4.formats.JsonParser;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.ResourceJson;

/** Resources as a deflated Bundle: a decision of some kilobytes takes a fifth of that. */
final class PackedResources {
    private PackedResources() {}

    static byte[] pack(List<Resource> resources) {
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION);
        resources.forEach(resource -> bundle.addEntry().setResource(resource));
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, fast)) {
            out.write(ResourceJson.of(bundle));
        } catch (IOException e) {
            throw new UncheckedIOException("Resources cannot be packed", e);
        } finally {
            fast.end();
        }
        return packed.toByteArray();
    }

    static List<Resource> unpack(byte[] packed) {
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            Bundle bundle = (Bundle) new JsonParser().parse(in);
            return bundle.getEntry().stream()
                    .map(BundleEntryComponent::getResource)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Packed resources cannot be read", e);
        }
    }
}
