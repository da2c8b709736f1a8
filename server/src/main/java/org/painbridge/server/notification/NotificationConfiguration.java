package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.painbridge.server.fhirserver.MessageLog;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts notifications together. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    /** Nothing of an answer is read but its status. */
    private static final long NO_BODY = 0;

    @Bean
    Sender notificationSender(NotificationSettings settings) {
        var names = GuardedResolver.toPublicHosts(SystemDefaultDnsResolver.INSTANCE);
        var http = new GuardedHttp(settings.answerWithin(), NO_BODY, names);
        return new Sender(http, settings.allowed(), settings.answerWithin());
    }

    @Bean
    StatusWriter subscriptionStatusWriter(StoreSettings here, Clock clock) {
        return new StatusWriter(here.baseUrl(), clock);
    }

    @Bean
    Delivery notificationDelivery(
            FhirContext context,
            FhirStore store,
            StatusWriter writer,
            Sender sender,
            MessageLog log,
            NotificationSettings settings,
            Clock clock) {
        return new Delivery(context, store, writer, sender, log, settings, clock);
    }

    @Bean(initMethod = "start")
    Deliveries deliveries(FhirStore store, Delivery delivery, NotificationSettings settings, Clock clock) {
        return new Deliveries(store, delivery, clock, settings.lookEvery(), settings.keepEvents());
    }

    /** Of deliveries it hears once it has something for them: they need the store, which needs this. */
    @Bean
    Outbox outbox(NotificationSettings settings, ObjectProvider<Deliveries> deliveries) {
        return new Outbox(
                new SubscriptionReader(settings.allowed()),
                new SubscriptionTable(),
                new EventTable(),
                () -> deliveries.ifAvailable(Deliveries::wake));
    }

    @Bean
    SubscriptionOperations subscriptionOperations(FhirStore store, CallerViews views, StatusWriter writer) {
        return new SubscriptionOperations(store, views, writer);
    }
}
