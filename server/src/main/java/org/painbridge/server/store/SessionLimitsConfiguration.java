package org.painbridge.server.store;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Configuration;

/** Gives the pool its {@link SessionLimits} before the first connection is made. */
@Configuration(proxyBeanMethods = false)
class SessionLimitsConfiguration implements BeanPostProcessor {
    private final ObjectProvider<StoreSettings> settings;

    SessionLimitsConfiguration(ObjectProvider<StoreSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            SessionLimits.apply(pool, settings.getObject().queryTimeout());
        }
        return bean;
    }
}
