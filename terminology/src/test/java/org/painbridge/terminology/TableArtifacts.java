package org.painbridge.terminology;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.MetadataResource;

/** Artifacts that are written from a table, so that a table and its artifacts cannot disagree. */
interface TableArtifacts {
    LocalDate DATE = LocalDate.of(2026, 11, 27);

    List<MetadataResource> of(Content content);

    /** Gives the resource what every artifact of ours must say. */
    static <T extends MetadataResource> T described(T resource, String id, String title, String description) {
        resource.setId(id);
        resource.setUrl(Content.BASE + resource.fhirType() + "/" + id);
        resource.setVersion("0.1.0");
        resource.setName(Arrays.stream(id.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase() + word.substring(1))
                .collect(Collectors.joining()));
        resource.setTitle(title);
        resource.setStatus(PublicationStatus.ACTIVE);
        resource.setExperimental(false);
        resource.setDateElement(new DateTimeType(DATE.toString()));
        resource.setPublisher("PainBridge");
        resource.setDescription(description);
        return resource;
    }
}
