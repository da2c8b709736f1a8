package org.painbridge.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Ends when ready, after a few requests: {@code server/run.sh} records a start for the AOT cache. */
@Component
@ConditionalOnProperty("painbridge.training-run")
class TrainingRun {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE) // Else a listener behind it has a context no more.
    void ready(ApplicationReadyEvent event) throws IOException, InterruptedException {
        var context = (ServletWebServerApplicationContext) event.getApplicationContext();
        String url = "http://127.0.0.1:"
                + Objects.requireNonNull(context.getWebServer()).getPort();
        String secret = context.getEnvironment().getProperty("painbridge.demo.clients.emr.secret", "");
        String token = secret.isEmpty() ? "" : token(url, "emr:" + secret);
        sent(HttpRequest.newBuilder(URI.create(url + "/fhir/metadata")));
        sent(HttpRequest.newBuilder(URI.create(url + "/fhir/Patient")).header("Authorization", "Bearer " + token));
        context.close();
    }

    /** Of the demo issuer, so that what lies behind the sign-in is recorded, too. */
    private String token(String url, String client) throws IOException, InterruptedException {
        byte[] both = client.getBytes(StandardCharsets.UTF_8);
        Matcher answer = TOKEN.matcher(sent(HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))));
        return answer.find() ? answer.group(1) : "";
    }

    private String sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
