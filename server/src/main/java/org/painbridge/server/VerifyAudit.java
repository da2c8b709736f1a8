package org.painbridge.server;

import java.io.PrintStream;
import java.util.List;
import org.painbridge.server.audit.AuditVerifier;

/** Whether nobody changed the audit trail of the database: {@code make verify-audit}, docs/audit.md. */
public final class VerifyAudit {
    private static final DatabaseCheck CHECK =
            beans -> beans.getBean(AuditVerifier.class).run();

    private VerifyAudit() {}

    /** @param arguments settings, as the server takes them */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0 if the trail is whole, 1 if it is not, 2 if it could not be checked. */
    public static int run(List<String> settings, PrintStream out, PrintStream err) {
        return CHECK.run(settings, out, err);
    }
}
