package org.painbridge.server.notification;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One kill; {@code make chaos CHAOS="victim=notifications"} kills twenty times. */
class TwoNodesIT {
    private static final Path JAR = Path.of("target", "painbridge-server-app.jar");

    @TempDir
    private Path folder;

    @Test
    void whatIsUnderWayWhenANodeIsKilledIsSentByTheOtherAndNothingIsLost() throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                TwoNodes nodes = new TwoNodes(JAR, folder, postgres.getJdbcUrl("postgres", "postgres"))) {
            nodes.killOne();

            nodes.check();
        }
    }
}
