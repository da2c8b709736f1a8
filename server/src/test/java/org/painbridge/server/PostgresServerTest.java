package org.painbridge.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.painbridge.server.dispensing.FailingJudge;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The one server that all integration tests on PostgreSQL share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "painbridge.nms.lines-a-transaction=20",
            "painbridge.trends.settle=0s",
            "painbridge.notifications.header-keys=bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGluIGE=", // Made up.
            "painbridge.careplan.look-for-overdue-every=0"
        }) // Nothing is written that no test asks for.
@ContextConfiguration(initializers = EmbeddedPostgresInitializer.class)
@ActiveProfiles("demo-open")
@ResourceLock("postgres")
@Import({OneServerPerDatabase.class, RefusingListener.class, ScopedCallers.class, FailingJudge.class})
public @interface PostgresServerTest {}
