package org.painbridge.server;

import java.io.PrintStream;
import java.util.List;
import org.painbridge.server.store.ConsistencyCheck;

/** Whether index, history and content of the database agree: {@code make fsck}, docs/operations.md. */
public final class Fsck {
    private static final DatabaseCheck CHECK =
            beans -> beans.getBean(ConsistencyCheck.class).run();

    private Fsck() {}

    /** @param arguments settings, as the server takes them */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0 if all agrees, 1 if something does not, 2 if it could not be checked. */
    public static int run(List<String> settings, PrintStream out, PrintStream err) {
        return CHECK.run(settings, out, err);
    }
}
