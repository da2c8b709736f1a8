package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** HAPI's description, with the access token that requests carry: Swagger UI has a place to put it then. */
final class ApiDescription extends OpenApiInterceptor {
    private static final String TOKEN = "token";

    @Override
    protected OpenAPI generateOpenApi(ServletRequestDetails request) {
        SecurityScheme bearer = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT");
        return super.generateOpenApi(request)
                .schemaRequirement(TOKEN, bearer)
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }
}
