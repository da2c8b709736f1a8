package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * The OpenAPI description of this server ({@code [base]/api-docs}, one part with {@code ?page=Patient}) and Swagger UI for
 * people who try it ({@code [base]/swagger-ui/}). Both are made from the CapabilityStatement. HAPI's generator takes half a
 * second to set up, so it waits for the first who asks.
 */
@Interceptor
public final class ApiDocs {
    private static final Set<String> ROOTS = Set.of("api-docs", "swagger-ui");

    private static final String NO_FILE = "Unable to find classpath resource";

    private @Nullable OpenApiInterceptor generator;

    /** Returns false where the answer is given already. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
    public boolean serve(HttpServletRequest request, HttpServletResponse response, ServletRequestDetails details)
            throws IOException {
        try {
            return !asked(details) || generator().serveSwaggerUi(request, response, details);
        } catch (InternalErrorException e) {
            if (String.valueOf(e.getMessage()).contains(NO_FILE)) {
                throw new RequestProblem(ErrorCode.NOT_FOUND, "", "Swagger UI has no such file");
            }
            throw e;
        }
    }

    /** Whether the request is for what is served here. */
    static boolean asked(ServletRequestDetails request) {
        String path = request.getRequestPath();
        return path != null && ROOTS.contains(path.split("/", 2)[0]);
    }

    private synchronized OpenApiInterceptor generator() {
        if (generator == null) {
            generator = new ApiDescription();
            generator.setUseResourcePages(true);
            generator.setBannerImage("");
        }
        return generator;
    }
}
