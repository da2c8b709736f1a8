package org.painbridge.server.dispensing.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class ScheduleIT extends ServerScenarios {
    private static final Clock NOW = Clock.system(ZoneOffset.UTC);

    private final JobTable table = new JobTable("population_run");

    @Autowired
    private FhirStore store;

    @Test
    void aRunBeginsByItselfOnceTheLastIsLongEnoughAgoAndOnlyIfThatIsWanted() {
        Awaitility.await().until(() -> store.query(table::open).isEmpty());
        Clock inTwoYears = Clock.offset(NOW, Duration.ofDays(730));
        long before = runs();

        schedule(Duration.ZERO, inTwoYears).beginIfDue();
        assertThat(runs()).isEqualTo(before);

        schedule(Duration.ofDays(1), inTwoYears).beginIfDue();
        assertThat(runs()).isEqualTo(before + 1);

        schedule(Duration.ofDays(1), NOW).beginIfDue();
        assertThat(runs()).isEqualTo(before + 1);
    }

    private Schedule schedule(Duration every, Clock clock) {
        return new Schedule(store, table, every, clock);
    }

    private long runs() {
        return database()
                .sql("select count(*) from population_run")
                .query(Long.class)
                .single();
    }
}
