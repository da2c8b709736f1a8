package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.painbridge.server.fhirserver.MessageLog;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.KeptScopes;
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
    Sender notificationSender(FhirContext context, NotificationSettings settings) {
        var names = GuardedResolver.toPublicHosts(SystemDefaultDnsResolver.INSTANCE);
        var http = new GuardedHttp(settings.answerWithin(), NO_BODY, names);
        return new Sender(context, http, settings.allowed(), settings.answerWithin());
    }

    @Bean
    StatusWriter subscriptionStatusWriter(StoreSettings here, Clock clock) {
        return new StatusWriter(here.baseUrl(), clock);
    }

    @Bean
    SubscriberRights subscriberRights(KeptScopes kept) {
        return new SubscriberRights(kept);
    }

    @Bean
    MessageWriter notificationWriter(FhirStore store, StatusWriter writer, NotificationSettings settings) {
        return new MessageWriter(store, writer, settings.agreements());
    }

    @Bean
    Delivery notificationDelivery(
            FhirStore store,
            SubscriberRights rights,
            MessageWriter writer,
            Sender sender,
            MessageLog log,
            NotificationSettings settings,
            Clock clock) {
        return new Delivery(store, rights, writer, sender, log, settings, clock);
    }

    @Bean(initMethod = "start")
    Deliveries deliveries(FhirStore store, Delivery delivery, NotificationSettings settings, Clock clock) {
        return new Deliveries(store, delivery, clock, settings.lookEvery(), settings.keepEvents());
    }

    /** Of deliveries it hears once it has something for them: they need the store, which needs this. */
    @Bean
    Outbox outbox(NotificationSettings settings, ObjectProvider<Deliveries> deliveries) {
        SubscriptionTable subscriptions = new SubscriptionTable();
        return new Outbox(
                new SubscriptionReader(settings),
                subscriptions,
                new EventTable(),
                new OperatorTasks(subscriptions, settings.operator()),
                () -> deliveries.ifAvailable(Deliveries::wake));
    }

    @Bean
    TopicProvider subscriptionTopics() {
        return new TopicProvider();
    }

    @Bean
    SubscriptionOperations subscriptionOperations(
            FhirStore store, CallerViews views, StatusWriter writer, Deliveries deliveries) {
        return new SubscriptionOperations(store, views, writer, deliveries);
    }
}
