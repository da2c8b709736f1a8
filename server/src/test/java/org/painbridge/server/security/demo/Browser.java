package org.painbridge.server.security.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.painbridge.server.DemoServer;

/** What a person sees of an app's launch: redirects, and the page to sign in on. Keeps cookies as a browser does. */
final class Browser {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Follows the launch to its end, signing in where asked; what is behind the redirect URI then. */
    Map<String, String> launched(Map<String, String> request, String user, String password) {
        HttpResponse<String> answer = opened(request);
        if (location(answer).endsWith("/login")) {
            answer = signedIn(user, password);
            answer = get(location(answer));
        }
        return parameters(location(answer));
    }

    HttpResponse<String> opened(Map<String, String> request) {
        return get(DemoServer.url() + "/oauth2/authorize?" + query(request));
    }

    HttpResponse<String> signedIn(String user, String password) {
        Matcher csrf = CSRF.matcher(get(DemoServer.url() + "/login").body());
        if (!csrf.find()) {
            throw new AssertionError("The page to sign in on has no token against forgery");
        }
        String form = query(Map.of("username", user, "password", password, "_csrf", csrf.group(1)));
        return sent(HttpRequest.newBuilder(URI.create(DemoServer.url() + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    static Map<String, String> parameters(String url) {
        String query = URI.create(url.replace(' ', '+')).getQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> b, TreeMap::new));
    }

    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + ClientAssertion.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> get(String url) {
        return sent(HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/html"));
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
