package org.painbridge.server.imaging.cdshooks;

import static org.awaitility.Awaitility.await;

import javax.sql.DataSource;
import org.painbridge.server.imaging.ToldDecisions;
import org.painbridge.server.store.StoreProblem;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Sees to it, at the end of a class, that nothing is written behind the answers any more: other tests count rows. */
final class DecisionsAreKept implements TestExecutionListener {
    private static final int AT_ONCE = 25;

    @Override
    public void afterTestClass(TestContext test) {
        ApplicationContext server = test.getApplicationContext();
        server.getBean(DecisionLog.class).write();
        ToldDecisions told = server.getBean(ToldDecisions.class);
        JdbcClient database = JdbcClient.create(server.getBean(DataSource.class));
        await().ignoreExceptionsMatching(problem -> problem instanceof StoreProblem.Conflict)
                .until(() -> told.store(AT_ONCE) == 0 && waiting(database) == 0);
    }

    private static int waiting(JdbcClient database) {
        return database.sql("select count(*) from imaging_told where not set_aside")
                .query(Integer.class)
                .single();
    }
}
