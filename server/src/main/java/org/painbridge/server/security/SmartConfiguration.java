package org.painbridge.server.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestSecurityComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.UriType;

/** Where and how clients sign in: {@code .well-known/smart-configuration} of SMART App Launch 2.2, from the settings. */
@SuppressWarnings("serial") // Servlets are serializable by tradition only.
public final class SmartConfiguration extends HttpServlet {
    static final String PATH = "/fhir/.well-known/smart-configuration";
    private static final String OAUTH_URIS = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";
    private static final List<String> SCOPES = List.of("patient/*.cruds", "user/*.cruds", "system/*.cruds");

    private final transient SecuritySettings settings;
    private final byte[] json;

    SmartConfiguration(SecuritySettings settings) {
        this.settings = settings;
        this.json = settings.signIn() ? json(settings) : new byte[0];
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.signIn()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Access-Control-Allow-Origin", "*"); // Public, and apps in browsers read it.
        response.getOutputStream().write(json);
    }

    /** The same for the CapabilityStatement, by SMART App Launch 1. */
    public void describe(CapabilityStatementRestComponent rest) {
        if (!settings.signIn()) {
            return;
        }
        CapabilityStatementRestSecurityComponent security = rest.getSecurity();
        security.setCors(false)
                .addService()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("SMART-on-FHIR");
        Extension uris = security.addExtension().setUrl(OAUTH_URIS);
        uris.addExtension("token", new UriType(settings.tokenEndpoint()));
        if (!settings.authorizationEndpoint().isEmpty()) {
            uris.addExtension("authorize", new UriType(settings.authorizationEndpoint()));
        }
    }

    private static byte[] json(SecuritySettings settings) {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("issuer", settings.issuer());
        root.put("jwks_uri", settings.jwkSet());
        root.put("token_endpoint", settings.tokenEndpoint());
        boolean people = !settings.authorizationEndpoint().isEmpty();
        if (people) {
            root.put("authorization_endpoint", settings.authorizationEndpoint());
        }
        array(root, "grant_types_supported", people, "client_credentials", "authorization_code");
        array(root, "token_endpoint_auth_methods_supported", true, "private_key_jwt");
        SCOPES.forEach(root.putArray("scopes_supported")::add);
        array(root, "code_challenge_methods_supported", true, "S256");
        ArrayNode capabilities = root.putArray("capabilities");
        List.of(
                        "client-confidential-asymmetric",
                        "permission-patient",
                        "permission-user",
                        "permission-v1",
                        "permission-v2")
                .forEach(capabilities::add);
        try {
            return mapper.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree cannot be written", e);
        }
    }

    /** @param more whether what stands behind the first one counts too */
    private static void array(ObjectNode root, String name, boolean more, String... values) {
        ArrayNode array = root.putArray(name);
        Arrays.stream(values).limit(more ? values.length : 1).forEach(array::add);
    }
}
