package org.painbridge.server.security.demo;

import org.painbridge.server.security.SecuritySettings;
import org.painbridge.server.store.StoreSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells whoever started a demonstration how to get a token. */
@Component
@Profile("demo")
class DemoAnnouncement {
    private static final Logger LOG = LoggerFactory.getLogger("PainBridge");
    private static final String CLIENT = "emr";

    private final DemoSettings demo;
    private final SecuritySettings issuer;
    private final StoreSettings store;

    DemoAnnouncement(DemoSettings demo, SecuritySettings issuer, StoreSettings store) {
        this.demo = demo;
        this.issuer = issuer;
        this.store = store;
    }

    @EventListener
    @Order(1) // Behind where things are.
    void ready(ApplicationReadyEvent event) {
        DemoSettings.Client client = demo.clients().get(CLIENT);
        if (client == null) {
            return;
        }
        LOG.info(
                "Token          TOKEN=$(curl -s -u {}:{} -d grant_type=client_credentials {} | sed 's/.*\"access_token\":"
                        + "\"\\([^\"]*\\)\".*/\\1/')",
                CLIENT,
                client.secret(),
                issuer.tokenEndpoint());
        LOG.info(
                "Then           curl -H \"Authorization: Bearer $TOKEN\" {}/Patient/pat-nora-example", store.baseUrl());
        LOG.info("Demonstration  everybody knows its passwords, so it listens on this machine only: docs/sign-in.md");
    }
}
