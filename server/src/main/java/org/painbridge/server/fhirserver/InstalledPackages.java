package org.painbridge.server.fhirserver;

import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;

/** The definitions of the FHIR packages that a site has installed. */
public interface InstalledPackages {
    /** All of one resource type. Callers do not change them. */
    List<MetadataResource> ofType(String type);

    /** Another number after each installation. */
    long revision();
}
