package org.painbridge.server.terminology;

import java.util.List;
import org.hl7.fhir.r4.model.MetadataResource;

/** Code systems, value sets, concept maps and other definitions from one origin; every bean of this kind is asked. */
public interface DefinitionSource {

    /**
     * The definitions of one type, such as {@code ValueSet}. Reading them may take seconds, so nobody asks before a
     * request needs them. Callers do not change them.
     */
    List<MetadataResource> ofType(String type);

    /** Another number after each change of what {@link #ofType} gives. */
    default long revision() {
        return 0;
    }
}
