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

/** The one server that all integration tests on H2 share: no properties of its own for any class, no restarts. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:tests;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "painbridge.nms.lines-a-transaction=20",
            "painbridge.trends.settle=0s",
            "painbridge.notifications.header-keys=bWFkZSB1cCBmb3IgdGVzdHMsIDMyIGJ5dGVzIGluIGE=", // Made up.
            "painbridge.careplan.look-for-overdue-every=0" // Nothing is written that no test asks for.
        })
@ActiveProfiles("demo-open")
@ResourceLock("h2")
@Import({OneServerPerDatabase.class, RefusingListener.class, ScopedCallers.class, FailingJudge.class})
public @interface ServerTest {}
