package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.trends.Trends.Released;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;

/** {@code POST [base]/$nms-indicators}; docs/operations/nms-indicators.md. */
public final class TrendProvider implements CapabilityOperations {
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Trends trends;
    private final TrendWriter writer;
    private final Callers callers;
    private final Set<String> roles;

    TrendProvider(Trends trends, TrendWriter writer, Callers callers, Set<String> roles) {
        this.trends = trends;
        this.writer = writer;
        this.callers = callers;
        this.roles = Set.copyOf(roles);
    }

    @Operation(
            name = "$nms-indicators",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-indicators")
    public IBaseResource release(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        require(callers.of(((ServletRequestDetails) request).getServletRequest()));
        TrendRequest asked = TrendRequest.of(
                OperationParameters.of("$nms-indicators", TrendRequest.NAMES, request, body), trends.indicators());
        Released released = trends.release(asked);
        String wanted = request.getHeader("Accept")
                + String.join(",", request.getParameters().getOrDefault("_format", new String[0]));
        if (wanted.contains(CSV)) {
            return new Binary().setContentType(CSV).setData(writer.csv(asked, released));
        }
        return wanted.contains(PARQUET)
                ? new Binary().setContentType(PARQUET).setData(writer.parquet(asked, released))
                : writer.report(asked, released, trends.least());
    }

    private void require(Caller caller) {
        if (!caller.administrates() && caller.role().filter(roles::contains).isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "Figures of all patients are for who plans care, by the role of the token");
        }
    }
}
