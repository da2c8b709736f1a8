package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.painbridge.server.imaging.StoredChart;
import org.painbridge.server.security.CallerViews;

/** Charts from our own records, for clients whose patients are ours. */
final class OwnCharts {
    private final StoredChart chart;
    private final CallerViews views;
    private final String base;
    private final boolean used;

    /**
     * @param base of our own FHIR server
     * @param used whether they may be read at all
     */
    OwnCharts(StoredChart chart, CallerViews views, String base, boolean used) {
        this.chart = chart;
        this.views = views;
        this.base = base;
        this.used = used;
    }

    /** We do not call ourselves over HTTP. */
    boolean isHere(ClientServer server) {
        return base.equals(server.base().toString())
                || (base + "/").equals(server.base().toString());
    }

    ChartSource of(HookCall call, HttpServletRequest request) {
        return used
                ? new OwnChart(chart, views.of(request), call.patientId())
                : new NoChart("This server's own records are not read (painbridge.cds-hooks.chart.use-store)");
    }
}
