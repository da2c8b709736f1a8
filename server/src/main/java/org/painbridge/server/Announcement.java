package org.painbridge.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started the server where to go next. */
@Component
class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger("PainBridge");

    private final boolean trainingRun;

    /** @param trainingRun end when ready: {@code server/run.sh} records a start for the AOT cache */
    Announcement(@Value("${painbridge.training-run:false}") boolean trainingRun) {
        this.trainingRun = trainingRun;
    }

    @EventListener
    @Order(0)
    void ready(ApplicationReadyEvent event) throws IOException {
        ConfigurableApplicationContext context = event.getApplicationContext();
        if (context instanceof ServletWebServerApplicationContext web && web.getWebServer() != null) {
            String url = "http://localhost:" + web.getWebServer().getPort();
            LOG.info("FHIR R4        {}/fhir (CapabilityStatement: {}/fhir/metadata)", url, url);
            LOG.info("CDS Hooks      {}/cds-services", url);
            LOG.info("Guide          {}/guide/package.tgz", url);
            if (trainingRun) {
                ask(url + "/fhir/metadata");
                ask(url + "/fhir/Patient");
                context.close();
            }
        }
    }

    /** A refusal will do: what is wanted is that the classes are loaded. */
    private static void ask(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        LOG.debug("{} answered {}", url, connection.getResponseCode());
        connection.disconnect();
    }
}
