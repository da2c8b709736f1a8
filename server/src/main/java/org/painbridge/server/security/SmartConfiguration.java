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
import java.util.Map;
import java.util.TreeMap;
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
    /** Scopes that give no access by themselves, by what the issuer is capable of. */
    private static final Map<String, List<String>> OF_LAUNCH = new TreeMap<>(Map.of(
            "context-standalone-patient",
            List.of("launch/patient"),
            "launch-ehr",
            List.of("launch"),
            "permission-offline",
            List.of("offline_access"),
            "sso-openid-connect",
            List.of("openid", "fhirUser")));

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
        security.setCors(!settings.corsOrigins().isEmpty())
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
            array(root, "response_types_supported", "code");
        }
        ArrayNode grants = root.putArray("grant_types_supported").add("client_credentials");
        if (people) {
            grants.add("authorization_code");
        }
        if (settings.capabilities().contains("permission-offline")) {
            grants.add("refresh_token");
        }
        if (!settings.introspectionEndpoint().isEmpty()) {
            root.put("introspection_endpoint", settings.introspectionEndpoint());
        }
        if (!settings.revocationEndpoint().isEmpty()) {
            root.put("revocation_endpoint", settings.revocationEndpoint());
        }
        settings.tokenAuthMethods().forEach(root.putArray("token_endpoint_auth_methods_supported")::add);
        if (settings.tokenAuthMethods().contains("private_key_jwt")) {
            array(root, "token_endpoint_auth_signing_alg_values_supported", "RS384", "ES384");
        }
        ArrayNode scopes = root.putArray("scopes_supported");
        SCOPES.forEach(scopes::add);
        OF_LAUNCH.forEach((capability, names) -> {
            if (settings.capabilities().contains(capability)) {
                names.forEach(scopes::add);
            }
        });
        array(root, "code_challenge_methods_supported", "S256");
        settings.capabilities().forEach(root.putArray("capabilities")::add);
        try {
            return mapper.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree cannot be written", e);
        }
    }

    private static void array(ObjectNode root, String name, String... values) {
        Arrays.stream(values).forEach(root.putArray(name)::add);
    }
}
