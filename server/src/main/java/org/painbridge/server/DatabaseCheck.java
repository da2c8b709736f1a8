package org.painbridge.server;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.painbridge.server.store.Findings;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** Checks the database that is configured, without the server. */
@FunctionalInterface
interface DatabaseCheck {
    /** Statements over all rows of a table take longer than those of requests may. */
    PropertySource<?> PATIENCE = new MapPropertySource("check", Map.of("painbridge.store.query-timeout", "24h"));

    Findings run(BeanFactory beans) throws SQLException;

    /** Returns the status to exit with: 0 if all is well, 1 if something is not, 2 if it could not be checked. */
    default int run(List<String> settings, PrintStream out, PrintStream err) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--logging.level.root=error");
        var application = new SpringApplicationBuilder(PainBridge.class)
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .initializers(
                        context -> context.getEnvironment().getPropertySources().addFirst(PATIENCE));
        try (var context = application.run(arguments.toArray(String[]::new))) {
            context.getBean(Flyway.class).validate();
            Findings report = run(context);
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
