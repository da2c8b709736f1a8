package org.painbridge.server.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/**
 * How long the connections of the pool wait for the database, and their statements for each other. Mostly told to the
 * database itself, which so keeps to it even when this process is gone. Migrations have connections of their own.
 */
final class SessionLimits {
    /** The network may be slow to bring the news that a statement was ended. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private SessionLimits() {}

    /**
     * Before the first connection is made. What the URL says of timeouts wins over this.
     *
     * @param statement most time of one statement; a third of it is most time that it waits for a lock
     */
    static void apply(HikariDataSource pool, Duration statement) {
        long limit = statement.toMillis();
        if (String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            pool.addDataSourceProperty("connectTimeout", "5");
            pool.addDataSourceProperty(
                    "socketTimeout", Long.toString(statement.plus(GRACE).toSeconds()));
            pool.setConnectionInitSql("set statement_timeout = " + limit + "; set lock_timeout = " + limit / 3);
        } else {
            // A second is more than enough before the place of data that is gone is used anew, as every commit is
            // forced
            // to the disk (Durability); with H2's 45 seconds the file would grow tenfold under load.
            pool.setConnectionInitSql(
                    "set query_timeout " + limit + "; set lock_timeout " + limit / 3 + "; set retention_time 1000");
        }
    }
}
