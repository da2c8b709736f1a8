package org.painbridge.server.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server made of a bundle.
 *
 * @param created entries that became new resources
 * @param found entries that were there before, by their {@code ifNoneExist}
 * @param problem what was not taken, in one line; null if all was
 */
record BundleAnswer(int created, int found, @Nullable String problem) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;

    /** @param sent entries of the bundle */
    static BundleAnswer of(int sent, int status, String body) {
        JsonNode answer = json(body);
        if (status != 200) {
            return new BundleAnswer(0, 0, status + " " + text(answer, body));
        }
        int created = 0;
        int found = 0;
        String problem = null;
        JsonNode entries = answer.path("entry");
        for (int i = 0; i < entries.size(); i++) {
            JsonNode response = entries.get(i).path("response");
            String code = response.path("status").asText();
            created += code.startsWith("201") ? 1 : 0;
            found += code.startsWith("200") ? 1 : 0;
            if (!code.startsWith("2") && problem == null) {
                problem = "entry " + i + ": " + code + " " + text(response.path("outcome"), code);
            }
        }
        if (problem == null && entries.size() != sent) {
            problem = sent + " entries were sent, " + entries.size() + " answered";
        }
        return new BundleAnswer(created, found, problem);
    }

    /** Entries of a bundle. */
    static int entries(byte[] bundle) {
        return json(new String(bundle, StandardCharsets.UTF_8)).path("entry").size();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // An answer that is not JSON is shown as it came; a file is the server's to refuse.
            return JSON.missingNode();
        }
    }

    private static String text(JsonNode outcome, String otherwise) {
        JsonNode issue = outcome.path("issue").path(0);
        String where = issue.path("expression").path(0).asText("");
        String said = issue.path("diagnostics")
                .asText(issue.path("details").path("text").asText(""));
        String text = said.isEmpty() ? otherwise : where.isEmpty() ? said : where + ": " + said;
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + " ...";
    }
}
