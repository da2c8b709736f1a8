package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
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
import org.springframework.mail.MailSender;

/** Puts notifications together. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    /** Nothing of an answer is read but its status. */
    private static final long NO_BODY = 0;

    @Bean
    Sender notificationSender(
            FhirContext context,
            Bindings bindings,
            NotificationSettings settings,
            MailSettings mail,
            StoreSettings here,
            Clock clock) {
        var names = GuardedResolver.toPublicHosts(SystemDefaultDnsResolver.INSTANCE, settings.privateHosts());
        var client = new GuardedHttp(settings.answerWithin(), NO_BODY, names);
        RestHook http = new RestHook(context, client, settings.allowed(), settings.seal());
        Map<Channel, Way> ways = new EnumMap<>(Channel.class);
        ways.put(Channel.REST_HOOK, http);
        ways.put(Channel.MESSAGE, new FhirMessage(http, here.baseUrl(), settings.messageEventSystem(), clock));
        ways.put(Channel.WEBSOCKET, bindings);
        if (!mail.host().isEmpty()) {
            MailSender relay = mail.relay(settings.answerWithin());
            ways.put(Channel.EMAIL, new Mail(relay, mail.addresses(), mail.from(), here.baseUrl()));
        }
        return new Sender(ways, settings.answerWithin());
    }

    @Bean
    SealedHeaders sealedHeaders(NotificationSettings settings) {
        return new SealedHeaders(settings.seal());
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
    MessageWriter notificationWriter(
            FhirContext context, FhirStore store, StatusWriter writer, NotificationSettings settings) {
        return new MessageWriter(context, store, writer, settings.agreements());
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
    Deliveries deliveries(
            FhirStore store, Delivery delivery, Bindings bindings, NotificationSettings settings, Clock clock) {
        return new Deliveries(store, delivery, bindings, clock, settings.lookEvery(), settings.keepEvents());
    }

    /** Of deliveries it hears once it has something for them: they need the store, which needs this. */
    @Bean
    Outbox outbox(NotificationSettings settings, MailSettings mail, ObjectProvider<Deliveries> deliveries) {
        SubscriptionTable subscriptions = new SubscriptionTable();
        return new Outbox(
                new SubscriptionReader(settings, mail.addresses(), settings.seal()),
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
            FhirStore store, CallerViews views, StatusWriter writer, Deliveries deliveries, SubscriberRights rights) {
        return new SubscriptionOperations(store, views, writer, deliveries, new Polled(store, rights));
    }

    @Bean
    BindingOperations bindingOperations(
            FhirStore store, CallerViews views, NotificationSettings settings, StoreSettings here, Clock clock) {
        return new BindingOperations(store, views, settings.bindingFor(), here.baseUrl(), clock);
    }
}
