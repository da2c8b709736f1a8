package org.painbridge.imaging.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.RequestGroup;

/**
 * A decision and what it offers instead, under the id of the decision both; and what is unsafe or asked for again.
 *
 * @param alternatives to choose at most one from; empty where there is none
 */
public record DecisionGraph(
        GuidanceResponse guidance, Optional<RequestGroup> alternatives, List<DetectedIssue> issues) {
    public DecisionGraph {
        issues = List.copyOf(issues);
    }
}
