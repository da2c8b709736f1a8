package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
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
import org.springframework.http.HttpHeaders;

/** {@code POST [base]/$nms-indicators}; docs/operations/nms-indicators.md. */
public final class TrendProvider implements CapabilityOperations {
    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final Trends trends;
    private final TrendWriter writer;
    private final TrendFiles files;
    private final Callers callers;
    private final Set<String> roles;

    TrendProvider(Trends trends, TrendWriter writer, TrendFiles files, Callers callers, Set<String> roles) {
        this.trends = trends;
        this.writer = writer;
        this.files = files;
        this.callers = callers;
        this.roles = Set.copyOf(roles);
    }

    @Operation(
            name = "$nms-indicators",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/nms-indicators")
    public IBaseResource release(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        ServletRequestDetails details = (ServletRequestDetails) request;
        require(callers.of(details.getServletRequest()));
        TrendRequest asked = TrendRequest.of(
                OperationParameters.of("$nms-indicators", TrendRequest.NAMES, request, body), trends.indicators());
        Released released = trends.release(asked);
        String wanted = String.valueOf(request.getHeader("Accept"));
        if (wanted.contains(CSV)) {
            return file(details, CSV, files.csv(asked, released));
        }
        return wanted.contains(PARQUET)
                ? file(details, PARQUET, files.parquet(asked, released))
                : writer.report(asked, released, trends.least());
    }

    /** HAPI sends a file as it is only where nothing speaks for FHIR: it takes the form of the body for that of the answer. */
    private static Binary file(ServletRequestDetails request, String type, byte[] content) {
        request.setServletRequest(new WithoutContentType(request.getServletRequest()));
        return new Binary().setContentType(type).setData(content);
    }

    private static final class WithoutContentType extends HttpServletRequestWrapper {
        WithoutContentType(HttpServletRequest sent) {
            super(sent);
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
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
