package org.painbridge.server.imaging.cdshooks;

import static org.awaitility.Awaitility.await;

import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Waits, at the end of a class, until nothing is written behind the answers any more: other tests count rows. */
final class DecisionsAreKept implements TestExecutionListener {
    @Override
    public void afterTestClass(TestContext test) {
        ApplicationContext server = test.getApplicationContext();
        server.getBean(DecisionLog.class).write();
        JdbcClient database = JdbcClient.create(server.getBean(DataSource.class));
        await().until(() -> database.sql("select count(*) from imaging_told where not set_aside")
                .query(Integer.class)
                .single()
                .equals(0));
    }
}
