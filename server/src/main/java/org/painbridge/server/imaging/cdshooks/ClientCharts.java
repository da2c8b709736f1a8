package org.painbridge.server.imaging.cdshooks;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Charts from the FHIR servers of clients. */
final class ClientCharts implements AutoCloseable {
    private final ClientFetch fetch;
    private final ChartSettings settings;
    /** Virtual threads: an interruption ends a read from the network at once. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ClientCharts(ClientFetch fetch, ChartSettings settings) {
        this.fetch = fetch;
        this.settings = settings;
    }

    /** The time for all that the call fetches begins now. */
    ChartSource of(ClientServer server, HookCall call, Caller caller) {
        return caller.servers().allows(server.base())
                ? new ClientChart(new ClientSearches(fetch, threads, settings, server), call.patientId())
                : new NoChart(
                        "fhirServer is not one that this server may ask (painbridge.cds-hooks.chart.fhir-servers)");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
