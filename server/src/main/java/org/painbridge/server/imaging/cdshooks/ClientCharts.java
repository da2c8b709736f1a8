package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Resource;

/** Charts from the FHIR servers of clients: in parallel, within the time for all, page by page. */
final class ClientCharts implements AutoCloseable {
    private static final int MOST_PAGES = 10;

    private final ClientFetch fetch;
    private final OwnCharts own;
    private final Duration timeout;
    /** Virtual threads: an interruption ends a read from the network at once. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ClientCharts(ClientFetch fetch, OwnCharts own, Duration timeout) {
        this.fetch = fetch;
        this.own = own;
        this.timeout = timeout;
    }

    /** One search to its end. */
    private record Found(String about, List<Resource> resources, Optional<String> problem) {}

    /** @return whether anything was answered */
    boolean fill(
            Set<PrefetchKey> missing, HookCall call, Caller caller, HttpServletRequest request, Gathered gathered) {
        ClientServer server = call.server().orElseThrow();
        if (own.isHere(server)) {
            return own.fill(missing, call, request, gathered);
        }
        if (!caller.servers().allows(server.base())) {
            gathered.note(
                    "fhirServer",
                    "fhirServer is not one that this server may ask (painbridge.cds-hooks.chart.fhir-servers)");
            return false;
        }
        List<Callable<Found>> searches = new ArrayList<>();
        missing.forEach(key ->
                searches.add(() -> pages(server, key.url(call.patientId()), "prefetch." + key.key(), MOST_PAGES)));
        return gather(searches, gathered);
    }

    /** The pages behind the first, which was prefetched. */
    void follow(String next, String about, HookCall call, Caller caller, Gathered gathered) {
        Optional<ClientServer> server =
                call.server().filter(given -> caller.servers().allows(given.base()));
        if (server.isEmpty()) {
            gathered.note(about, "There are more pages, and no server that may be asked for them; the rest is unknown");
            return;
        }
        gather(List.of(() -> pages(server.get(), next, about, MOST_PAGES - 1)), gathered);
    }

    private boolean gather(List<Callable<Found>> searches, Gathered gathered) {
        boolean answered = false;
        for (Found found : run(searches)) {
            gathered.add(found.resources(), found.about());
            found.problem().ifPresent(problem -> gathered.note(found.about(), problem));
            answered |= found.problem().isEmpty() || !found.resources().isEmpty();
        }
        return answered;
    }

    private List<Found> run(List<Callable<Found>> searches) {
        try {
            List<Found> all = new ArrayList<>();
            for (Future<Found> search : threads.invokeAll(searches, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                all.add(result(search));
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while fetching", e);
        }
    }

    private Found result(Future<Found> search) throws InterruptedException {
        try {
            return search.get();
        } catch (CancellationException e) {
            return new Found("fhirServer", List.of(), Optional.of("fhirServer did not answer within " + timeout));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Found pages(ClientServer server, String first, String about, int most) {
        List<Resource> resources = new ArrayList<>();
        String next = first;
        for (int page = 0; page < most; page++) {
            URI url = server.url(next);
            if (url == null) {
                return new Found(
                        about, resources, Optional.of("A next page lies on another server; the rest is unknown"));
            }
            switch (fetch.get(server, url, about)) {
                case ClientFetch.Reply.Failed(String why) -> {
                    return new Found(about, resources, Optional.of(why));
                }
                case ClientFetch.Reply.Answered(FhirReader.Contents contents) -> {
                    resources.addAll(contents.resources());
                    if (contents.next().isEmpty()) {
                        return new Found(about, resources, Optional.empty());
                    }
                    next = contents.next().get();
                }
            }
        }
        return new Found(
                about, resources, Optional.of("There are more than " + MOST_PAGES + " pages; the rest is unknown"));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
