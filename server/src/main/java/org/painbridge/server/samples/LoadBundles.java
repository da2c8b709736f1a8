package org.painbridge.server.samples;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** Posts a folder of transaction bundles to a FHIR server, one after the other. */
public final class LoadBundles {
    private static final int SHOWN = 2000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    LoadBundles(URI base) {
        this.base = base;
    }

    /** @param arguments folder to read, FHIR base URL of the server */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("Usage: LoadBundles <folder> <FHIR base URL>");
        }
        long refused = new LoadBundles(URI.create(arguments[1])).load(BundleFolder.of(arguments[0]));
        if (refused > 0) {
            System.exit(1);
        }
    }

    /** Goes on after a refusal. Returns how many bundles were refused. */
    long load(BundleFolder folder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int refused = 0;
        for (Path file : folder.files()) {
            HttpResponse<String> answer = post(file);
            if (answer.statusCode() != 200) {
                refused++;
                String body = answer.body();
                System.err.println("Refused " + file.getFileName() + ": " + answer.statusCode() + " "
                        + body.substring(0, Math.min(SHOWN, body.length())));
            }
        }
        int all = folder.files().size();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        System.out.println(all - refused + " of " + all + " bundles loaded in " + seconds + " s");
        return refused;
    }

    private HttpResponse<String> post(Path file) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofFile(file))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
