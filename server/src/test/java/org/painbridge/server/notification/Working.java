package org.painbridge.server.notification;

import java.time.Clock;
import java.time.Duration;
import org.painbridge.server.fhirserver.MessageLog;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Workers beside that of the server, each with a clock of its own. */
abstract class Working extends Subscribing {
    @Autowired
    private FhirStore store;

    @Autowired
    private MessageWriter writer;

    @Autowired
    private SubscriberRights rights;

    @Autowired
    private Sender sender;

    @Autowired
    private Bindings bindings;

    @Autowired
    private MessageLog log;

    @Autowired
    private NotificationSettings settings;

    final Deliveries worker() {
        return worker(Duration.ZERO);
    }

    final Deliveries worker(Duration lookEvery) {
        return worker(lookEvery, Clock.systemUTC());
    }

    final Deliveries worker(Duration lookEvery, Clock clock) {
        var delivery = new Delivery(store, rights, writer, sender, log, settings, clock);
        return new Deliveries(store, delivery, bindings, clock, lookEvery, Duration.ofDays(1));
    }
}
