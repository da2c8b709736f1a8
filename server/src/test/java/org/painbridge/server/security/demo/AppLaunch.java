package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** What an app sends to the demonstration, from its launch to its token. */
final class AppLaunch {
    static final String CALLBACK = "http://127.0.0.1:7777/callback";
    static final String VERIFIER = "a-verifier-of-more-than-forty-three-characters-that-nobody-guesses";

    private AppLaunch() {}

    /** @param more name and value of one more parameter */
    static Answer token(Map<String, String> launched, String verifier, String... more) {
        Map<String, String> form = exchange(launched, verifier);
        form.put(more[0], more[1]);
        return DemoServer.tokenAnswer(Browser.query(form));
    }

    static Map<String, String> exchange(Map<String, String> launched, String verifier) {
        assertThat(launched).containsEntry("state", "st-1").containsKey("code");
        return new TreeMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                launched.get("code"),
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                verifier));
    }

    static Map<String, String> launched(Map<String, String> request, String user) {
        return new Browser().launched(request, user, "demo-" + user);
    }

    static Map<String, String> request(String client, String scope) {
        return new TreeMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                client,
                "redirect_uri",
                CALLBACK,
                "scope",
                scope,
                "state",
                "st-1",
                "aud",
                DemoServer.url() + "/fhir",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                "S256"));
    }

    static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
