package org.painbridge.server.dispensing.population;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.LaterAnswer;
import org.painbridge.server.fhirserver.OperationParameters;

/** {@code POST [base]/$population-run}; docs/operations/population-run.md. */
public final class PopulationProvider implements CapabilityOperations {
    private static final String AS_OF = "asOf";

    private final Schedule schedule;
    private final JobRunner runner;
    private final Clock clock;

    PopulationProvider(Schedule schedule, JobRunner runner, Clock clock) {
        this.schedule = schedule;
        this.runner = runner;
        this.clock = clock;
    }

    @Operation(
            name = "$population-run",
            manualResponse = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/population-run")
    public void begin(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response) {
        OperationParameters parameters = OperationParameters.of("$population-run", List.of(AS_OF), request, body);
        CapabilityOperations.parameters(body);
        Optional<Instant> at = parameters.instant(AS_OF);
        if (at.isPresent() && at.get().isAfter(clock.instant())) {
            throw OperationParameters.problem(AS_OF, "asOf is a moment that has been, not " + at.get());
        }
        LaterAnswer later = new LaterAnswer(request, "A run");
        later.requireLater();
        String id = schedule.begin(at);
        runner.wake();
        later.accepted(PopulationController.PATH + id, response);
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        CapabilityOperations.answeredLater(rest, "population-run");
    }
}
