package org.painbridge.imaging.fhir;

import java.time.OffsetDateTime;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $imaging-appropriateness} was asked.
 *
 * @param patient null when the caller sends none; then age is unknown
 * @param data Condition, Observation and QuestionnaireResponse are read, other types are passed over
 * @param evaluatedAt the moment to judge as of
 */
public record ImagingRequest(
        ServiceRequest order, @Nullable Patient patient, List<? extends Resource> data, OffsetDateTime evaluatedAt) {
    public ImagingRequest {
        data = List.copyOf(data);
    }
}
