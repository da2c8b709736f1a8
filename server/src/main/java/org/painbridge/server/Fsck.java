package org.painbridge.server;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.painbridge.server.store.CheckReport;
import org.painbridge.server.store.ConsistencyCheck;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** Checks the database that is configured, without the server: {@code make fsck}, docs/operations.md. */
public final class Fsck {
    /** Statements over all rows of a table take longer than those of requests may. */
    static final PropertySource<?> PATIENCE =
            new MapPropertySource("fsck", Map.of("painbridge.store.query-timeout", "24h"));

    private Fsck() {}

    /** @param arguments settings, as the server takes them */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0 if all agrees, 1 if something does not, 2 if it could not be checked. */
    public static int run(List<String> settings, PrintStream out, PrintStream err) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--logging.level.root=error");
        var application = new SpringApplicationBuilder(PainBridge.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(PATIENCE));
        try (var context = application.run(arguments.toArray(String[]::new))) {
            context.getBean(Flyway.class).validate();
            CheckReport report = context.getBean(ConsistencyCheck.class).run();
            report.findings().forEach(out::println);
            out.println(report.summary());
            return report.found() == 0 ? 0 : 1;
        } catch (FlywayException e) {
            err.println("The tables are not those of this build: start its server once, which migrates them. "
                    + e.getMessage());
            return 2;
        } catch (SQLException | RuntimeException e) {
            err.println("The database cannot be checked: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return 2;
        }
    }
}
