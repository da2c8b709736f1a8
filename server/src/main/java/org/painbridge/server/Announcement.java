package org.painbridge.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started the server where to go next. */
@Component
class Announcement {
    private static final Logger LOG = LoggerFactory.getLogger("PainBridge");

    @EventListener
    @Order(0)
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web
                && web.getWebServer() != null) {
            String url = "http://localhost:" + web.getWebServer().getPort();
            LOG.info("In a browser   {}/", url);
            LOG.info("FHIR R4        {}/fhir (CapabilityStatement: {}/fhir/metadata)", url, url);
            LOG.info("CDS Hooks      {}/cds-services", url);
            LOG.info("Guide          {}/guide/package.tgz", url);
        }
    }
}
