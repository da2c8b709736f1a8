package org.painbridge.server.dispensing;

import org.painbridge.server.PostgresServerTest;

@PostgresServerTest
class RebuildRacePostgresIT extends RebuildRaceScenarios {
    @Override
    boolean isWaiting(Thread thread) {
        return database()
                        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
