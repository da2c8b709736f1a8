package org.painbridge.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.painbridge.server.bench.JvmProcess;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The server of {@code make run}, with an issuer of tokens in it and sample data, on a database that an earlier start has
 * filled. One for all tests that need it; it ends with them.
 */
public final class DemoServer {
    /** A client by {@code private_key_jwt}, of role emr, that is not in the profile: its keys are made here. */
    public static final String BACKEND = "backend";

    private static final int BITS = 2048;

    /** Of {@link #BACKEND}. */
    public static final ECKey EC_KEY = ecKey();

    public static final RSAKey RSA_KEY = rsaKey();

    private static volatile int firstAnswer;

    private DemoServer() {}

    /** Without a slash at the end. */
    public static String url() {
        return "http://localhost:" + Running.PORT;
    }

    public static FhirHttp fhir() {
        return new FhirHttp(url() + "/fhir");
    }

    public static FhirHttp root() {
        return new FhirHttp(url());
    }

    /** Of the first request at the open port of the first start, on an empty database. */
    public static int firstAnswer() {
        return url().isEmpty() ? 0 : firstAnswer;
    }

    /** What a client of the demonstration sends with a request. */
    public static String[] as(String client) {
        return bearer(tokenAnswer("grant_type=client_credentials", basic(client, "demo-" + client))
                .json()
                .path("access_token")
                .asText());
    }

    public static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    public static String[] basic(String client, String secret) {
        String both = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes());
        return new String[] {"Authorization", "Basic " + both};
    }

    /** Of the token endpoint. */
    public static Answer tokenAnswer(String form, String... headers) {
        return form("oauth2/token", form, headers);
    }

    public static Answer form(String path, String form, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return root().send("POST", path, BodyPublishers.ofString(form), all.toArray(String[]::new));
    }

    private static ConfigurableApplicationContext start(String folder, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--spring.datasource.url=jdbc:h2:file:" + folder
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        SpringApplication application = new SpringApplication(PainBridge.class);
        application.addListeners(new AtTheOpenPort());
        return application.run(all.toArray(String[]::new));
    }

    private static ECKey ecKey() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey() {
        try {
            return new RSAKeyGenerator(BITS).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts with the first use. */
    private static final class Running {
        static final int PORT = started();

        private static int started() {
            try {
                Path folder = Files.createTempDirectory("painbridge-demo");
                String database = folder.resolve("samples").toString();
                start(
                                database,
                                "--spring.profiles.active=demo-open",
                                "--painbridge.samples.load=true",
                                "--server.port=0")
                        .close();
                int port = JvmProcess.freePort();
                start(
                        database,
                        "--spring.profiles.active=demo",
                        "--server.port=" + port,
                        "--painbridge.notifications.look-every=1s",
                        "--painbridge.demo.clients.backend.role=emr",
                        "--painbridge.demo.clients.backend.keys=" + new JWKSet(List.of(EC_KEY, RSA_KEY)));
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Asks as soon as anybody can. */
    private static final class AtTheOpenPort implements ApplicationListener<WebServerInitializedEvent> {
        @Override
        public void onApplicationEvent(WebServerInitializedEvent event) {
            if (firstAnswer == 0) {
                firstAnswer = new FhirHttp(
                                "http://127.0.0.1:" + event.getWebServer().getPort() + "/fhir")
                        .get("Patient/pat-ruth-example")
                        .status();
            }
        }
    }
}
