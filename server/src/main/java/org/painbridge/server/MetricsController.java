package org.painbridge.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of this process, for Prometheus: counts and times, by settings and codes of ours, with nothing of a patient. */
@RestController
class MetricsController {
    private static final String PROMETHEUS_TEXT = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsController(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @GetMapping(path = "/metrics", produces = PROMETHEUS_TEXT)
    String figures() {
        return meters.scrape();
    }
}
