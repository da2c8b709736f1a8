package org.painbridge.server.notification;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Clock;
import org.apache.tomcat.websocket.server.WsSci;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notifications by websocket, by what Tomcat has for it. */
@Configuration(proxyBeanMethods = false)
class WebsocketConfiguration {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> websockets() {
        return factory ->
                factory.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }

    @Bean
    Bindings notificationBindings(FhirContext context, Clock clock) {
        return new Bindings(context, clock);
    }

    @Bean
    NotificationSocket notificationSocket(
            FhirStore store, Bindings bindings, MessageWriter writer, Deliveries deliveries, Clock clock) {
        return new NotificationSocket(store, bindings, writer, deliveries, clock);
    }

    /** Once the servlet container is there, which the tools of operators do without. */
    @Bean
    @ConditionalOnWebApplication
    SmartInitializingSingleton notificationSockets(ServletContext servlets, NotificationSocket socket) {
        return () -> {
            if (servlets.getAttribute(ServerContainer.class.getName()) instanceof ServerContainer container) {
                deploy(container, socket);
            }
        };
    }

    private static void deploy(ServerContainer container, NotificationSocket socket) {
        var instances = new ServerEndpointConfig.Configurator() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return type.cast(socket);
            }
        };
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(NotificationSocket.class, NotificationSocket.PATH)
                    .configurator(instances)
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("Websockets cannot be served", e);
        }
    }
}
