package org.painbridge.server.imaging.cdshooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Resource;

/** What one call asks of the client's server: in parallel, page by page, within one time and one number of requests. */
final class ClientSearches {
    private final ClientFetch fetch;
    private final ExecutorService threads;
    private final ChartSettings settings;
    private final ClientServer server;
    private final Deadline deadline;
    private final AtomicInteger requests = new AtomicInteger();

    ClientSearches(ClientFetch fetch, ExecutorService threads, ChartSettings settings, ClientServer server) {
        this.fetch = fetch;
        this.threads = threads;
        this.settings = settings;
        this.server = server;
        this.deadline = Deadline.in(settings.fetchTimeout());
    }

    /** One search to its end, which it may not reach in time: what was found until then counts. */
    static final class Search {
        private final String about;
        private final String first;
        private final int pages;
        private final List<Resource> found = Collections.synchronizedList(new ArrayList<>());

        /**
         * @param about for notes
         * @param pages most that are read
         */
        Search(String about, String first, int pages) {
            this.about = about;
            this.first = first;
            this.pages = pages;
        }
    }

    boolean isOf(String base) {
        return server.isOf(base);
    }

    /** @return whether anything was answered */
    boolean run(List<Search> searches, Gathered gathered) {
        try {
            List<Future<Optional<String>>> all = threads.invokeAll(
                    searches.stream()
                            .<java.util.concurrent.Callable<Optional<String>>>map(search -> () -> pages(search))
                            .toList(),
                    deadline.left().toNanos(),
                    TimeUnit.NANOSECONDS);
            boolean answered = false;
            for (int i = 0; i < searches.size(); i++) {
                Search search = searches.get(i);
                Optional<String> problem = problem(all.get(i));
                List<Resource> found = List.copyOf(search.found);
                gathered.add(found, search.about);
                problem.ifPresent(text -> gathered.note(search.about, text));
                answered |= problem.isEmpty() || !found.isEmpty();
            }
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while fetching", e);
        }
    }

    private Optional<String> problem(Future<Optional<String>> search) throws InterruptedException {
        try {
            return search.get();
        } catch (CancellationException e) {
            return Optional.of("fhirServer did not answer within " + settings.fetchTimeout() + "; the rest is unknown");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** @return why not all of it was read */
    private Optional<String> pages(Search search) {
        String next = search.first;
        for (int page = 0; page < search.pages; page++) {
            URI url = server.url(next);
            if (url == null) {
                return Optional.of("A next page lies on another server; the rest is unknown");
            }
            if (requests.incrementAndGet() > settings.maxRequests()) {
                return Optional.of("More than " + settings.maxRequests()
                        + " requests are needed (painbridge.cds-hooks.chart.max-requests); the rest is unknown");
            }
            switch (fetch.get(server, url, search.about)) {
                case ClientFetch.Reply.Failed(String why) -> {
                    return Optional.of(why + "; what is not there is unknown");
                }
                case ClientFetch.Reply.Answered(FhirReader.Contents contents) -> {
                    search.found.addAll(contents.resources());
                    if (contents.next().isEmpty()) {
                        return contents.failed()
                                ? Optional.of("fhirServer could not give all of it; what is not there is unknown")
                                : Optional.empty();
                    }
                    next = contents.next().get();
                }
            }
        }
        return Optional.of("There are more pages than are read; the rest is unknown");
    }
}
