package org.painbridge.server;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.painbridge.server.audit.AuditReport;
import org.painbridge.server.audit.AuditVerifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;

/** Checks the audit trail of the database that is configured, without the server: {@code make verify-audit}, docs/audit.md. */
public final class VerifyAudit {
    private VerifyAudit() {}

    /** @param arguments settings, as the server takes them */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0 if the trail is whole, 1 if it is not, 2 if it could not be checked. */
    public static int run(List<String> settings, PrintStream out, PrintStream err) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--logging.level.root=error");
        var application = new SpringApplicationBuilder(PainBridge.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(Fsck.PATIENCE));
        try (var context = application.run(arguments.toArray(String[]::new))) {
            context.getBean(Flyway.class).validate();
            AuditReport report = context.getBean(AuditVerifier.class).run();
            report.findings().forEach(out::println);
            out.println(report.summary());
            return report.found() == 0 ? 0 : 1;
        } catch (FlywayException e) {
            err.println("The tables are not those of this build: start its server once, which migrates them. "
                    + e.getMessage());
            return 2;
        } catch (SQLException | RuntimeException e) {
            err.println("The audit trail cannot be checked: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return 2;
        }
    }
}
