package org.painbridge.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** Fails a test class that would start another server on a database kind: every start costs seconds. */
final class OneServerPerDatabase implements InitializingBean {
    private static final Set<String> STARTED = ConcurrentHashMap.newKeySet();

    private final String driver;

    OneServerPerDatabase(DataSourceProperties database) {
        this.driver = database.determineDriverClassName();
    }

    @Override
    public void afterPropertiesSet() {
        if (!STARTED.add(driver)) {
            throw new IllegalStateException("A second test server on " + driver + ": use @ServerTest as it is");
        }
    }
}
