package org.painbridge.server.samples;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Posts a folder of transaction bundles to a FHIR server, one after the other, with the access token that the environment
 * gives, if any; server/synthea/README.md.
 */
public final class LoadBundles {
    private static final String TOKEN = "PAINBRIDGE_TOKEN";
    private static final int UNAUTHORIZED = 401;
    private static final int PROGRESS = 25;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final PrintStream out;
    private final PrintStream err;

    private final String token = System.getenv().getOrDefault(TOKEN, "");

    private int whole;
    private int created;
    private int found;

    private LoadBundles(URI base, PrintStream out, PrintStream err) {
        this.base = base;
        this.out = out;
        this.err = err;
    }

    /** @param arguments folder to read, FHIR base URL of the server */
    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /**
     * Goes on after a refusal, which is one line. Returns the status to exit with: 0 if every entry of every bundle was
     * taken, 1 if not, 2 if the arguments make no sense.
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.size() != 2) {
            err.println("Usage: LoadBundles <folder> <FHIR base URL>");
            return 2;
        }
        try {
            List<Path> files = new BundleFolder(Path.of(arguments.get(0))).files();
            return new LoadBundles(URI.create(arguments.get(1)), out, err).load(files) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (ConnectException e) {
            err.println("No server at " + arguments.get(1) + ": start it (make run), or name another (URL=...)");
            return 1;
        } catch (IOException e) {
            err.println("The connection to " + arguments.get(1) + " broke: " + e.getMessage());
            return 1;
        }
    }

    private boolean load(List<Path> files) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            load(files.get(i));
            if ((i + 1) % PROGRESS == 0) {
                out.println(i + 1 + " of " + files.size() + " sent");
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                "%d of %d bundles taken in whole: %d resources created, %d found there; %.1f s, %.0f resources/s%n",
                whole, files.size(), created, found, seconds, created / seconds);
        return whole == files.size();
    }

    private void load(Path file) throws IOException, InterruptedException {
        byte[] bundle = Files.readAllBytes(file);
        HttpResponse<String> response = post(bundle);
        if (response.statusCode() == UNAUTHORIZED) {
            throw new IllegalArgumentException("The server wants an access token that counts: set " + TOKEN
                    + " (server/token.sh administrator, docs/sign-in.md)");
        }
        BundleAnswer answer = BundleAnswer.of(BundleAnswer.entries(bundle), response.statusCode(), response.body());
        created += answer.created();
        found += answer.found();
        if (answer.problem() == null) {
            whole++;
        } else {
            err.println("Refused " + file.getFileName() + ": " + answer.problem());
        }
    }

    private HttpResponse<String> post(byte[] bundle) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base)
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofByteArray(bundle));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
