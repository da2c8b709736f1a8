package org.painbridge.server.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;
import org.painbridge.server.fhirserver.InstalledPackages;

/** What installed packages define. */
final class PackageDefinitions implements DefinitionSource {
    private final InstalledPackages packages;

    PackageDefinitions(InstalledPackages packages) {
        this.packages = packages;
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return packages.ofType(type);
    }

    @Override
    public long revision() {
        return packages.revision();
    }
}
