package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class RoutePreviewTest {
    private final Map<String, Resource> stored = new HashMap<>();

    @Test
    void whoIsNotActiveIsNoCandidate() {
        PractitionerRole gone = role("PractitionerRole/gone").setActive(false);
        PractitionerRole here = role("PractitionerRole/here");
        Patient patient = new Patient()
                .addGeneralPractitioner(new Reference("PractitionerRole/gone"))
                .addGeneralPractitioner(new Reference("PractitionerRole/here"));

        assertThat(Addressees.isActive(gone)).isFalse();
        assertThat(Addressees.isActive(here)).isTrue();
        assertThat(preview(patient).getParameter())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.getPart())
                        .extracting(part -> String.valueOf(part.getValue().primitiveValue()))
                        .contains("general-practitioner", "certain"));
    }

    @Test
    void anEndpointThatIsOffIsPassedOver() {
        role("PractitionerRole/here")
                .addEndpoint(new Reference("Endpoint/off"))
                .addEndpoint(new Reference("Endpoint/on"));
        endpoint("Endpoint/off", EndpointStatus.OFF);
        endpoint("Endpoint/on", EndpointStatus.ACTIVE);

        assertThat(new Addressees(this::read).of("PractitionerRole/here").endpoint())
                .map(String::valueOf)
                .contains("Endpoint/on");
    }

    private Parameters preview(Patient patient) {
        return new RoutePreview(MemoryPlan.ZONE, this::read).write(patient, List.of(), roles -> true, MemoryPlan.NOW);
    }

    private Optional<Resource> read(String reference) {
        return Optional.ofNullable(stored.get(reference));
    }

    private PractitionerRole role(String id) {
        PractitionerRole role = new PractitionerRole();
        role.setId(id);
        stored.put(id, role);
        return role;
    }

    private void endpoint(String id, EndpointStatus status) {
        Endpoint endpoint = new Endpoint().setStatus(status);
        endpoint.setId(id);
        stored.put(id, endpoint);
    }
}
