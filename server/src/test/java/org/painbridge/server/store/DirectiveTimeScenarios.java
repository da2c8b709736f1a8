package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** When directives and overrides count: on two nodes of one database, whose clock the test sets. */
abstract class DirectiveTimeScenarios extends ServerScenarios {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final String DOCTOR = "Practitioner/doctor";

    @Autowired
    private DataSourceProperties properties;

    private final SetClock clock = new SetClock(NOON);
    private HikariDataSource dataSource;
    private OwnStore node;
    private OwnStore other;

    @BeforeEach
    void begin() {
        dataSource = OwnSchema.create("directives_" + unique(), database(), properties);
        OwnStore.flyway(dataSource).load().migrate();
        node = new OwnStore(dataSource, clock);
        other = new OwnStore(dataSource, clock);
        for (String patient : Set.of("anna", "bert")) {
            put(patient, new Patient());
            put("of-" + patient, Observations.of("Patient/" + patient));
        }
        assertThat(sees("anna")).isTrue();
    }

    @AfterEach
    void end() {
        node.close();
        other.close();
        dataSource.close();
    }

    @Test
    void aDirectiveCountsOnEveryNodeOnceItIsStored() {
        put("directive", Directives.of("Patient/anna"));
        assertThat(sees("anna")).isFalse();

        put("directive", Directives.of("Patient/anna").setStatus(ConsentState.INACTIVE));
        assertThat(sees("anna")).isTrue();
    }

    @Test
    void aDirectiveCountsFromTheFirstToTheLastMomentOfItsPeriod() {
        Consent consent = Directives.against("Patient/anna", DOCTOR);
        consent.getProvision().getPeriod().setStart(at(1)).setEnd(at(2));
        put("directive", consent);

        assertThat(sees("anna")).isTrue();
        after(Duration.ofHours(1).minusMillis(1));
        assertThat(sees("anna")).isTrue();
        after(Duration.ofHours(1));
        assertThat(sees("anna")).isFalse();
        after(Duration.ofHours(2));
        assertThat(sees("anna")).isFalse();
        after(Duration.ofHours(2).plusSeconds(1));
        assertThat(sees("anna")).isTrue();
    }

    @Test
    void anOverrideOpensWhatIsWithheldUntilItsEnd() {
        withhold("anna", "bert");
        put("override", Directives.override("Patient/anna", DOCTOR, NOON, NOON.plus(Duration.ofHours(2))));

        assertThat(sees("anna")).isTrue();
        assertThat(sees("bert")).isFalse();
        after(Duration.ofHours(2));
        assertThat(sees("anna")).isTrue();
        after(Duration.ofHours(2).plusSeconds(1));
        assertThat(sees("anna")).isFalse();
    }

    @Test
    void anOverrideOpensNothingBeforeItsBeginning() {
        withhold("anna");
        put("override", Directives.override("Patient/anna", DOCTOR, NOON.plusSeconds(60), NOON.plusSeconds(120)));

        assertThat(sees("anna")).isFalse();
        after(Duration.ofSeconds(60));
        assertThat(sees("anna")).isTrue();
    }

    @Test
    void anOverrideOpensForNoLongerThanTheSettingWhateverItSays() {
        withhold("anna");
        put("override", Directives.override("Patient/anna", DOCTOR, NOON, NOON.plus(Duration.ofDays(3))));

        after(Duration.ofHours(4).minusMillis(1));
        assertThat(sees("anna")).isTrue();
        after(Duration.ofHours(4));
        assertThat(sees("anna")).isFalse();
    }

    @Test
    void anOverrideOpensNothingForAnybodyElse() {
        withhold("anna");
        put("override", Directives.override("Patient/anna", "Practitioner/else", NOON, NOON.plusSeconds(60)));
        put("unlimited", Directives.override("Patient/anna", DOCTOR, NOON, NOON.plusSeconds(60)));
        Consent without = Directives.override("Patient/anna", DOCTOR, NOON, NOON.plusSeconds(60));
        without.getProvision().setPeriod(null);
        put("unlimited", without);

        assertThat(sees("anna")).isFalse();
    }

    @Test
    void anOverrideThatIsTakenBackOpensNothingAnyMore() {
        withhold("anna");
        Consent override = Directives.override("Patient/anna", DOCTOR, NOON, NOON.plusSeconds(600));
        put("override", override);
        assertThat(sees("anna")).isTrue();

        put("override", override.copy().setStatus(ConsentState.INACTIVE));
        assertThat(sees("anna")).isFalse();

        put("override", override);
        assertThat(sees("anna")).isTrue();
        node.store().write(transaction -> transaction.delete("Consent", "override", null));
        assertThat(sees("anna")).isFalse();
    }

    private void withhold(String... patients) {
        for (String patient : patients) {
            put("against-" + patient, Directives.of("Patient/" + patient));
        }
    }

    private void put(String id, Resource resource) {
        resource.setId(id);
        node.store().write(transaction -> transaction.update(resource, null));
    }

    private void after(Duration since) {
        clock.set(NOON.plus(since));
    }

    private static Date at(int hours) {
        return Date.from(NOON.plus(Duration.ofHours(hours)));
    }

    private boolean sees(String patient) {
        boolean first = sees(node, patient);
        assertThat(sees(other, patient)).as("on the other node").isEqualTo(first);
        return first;
    }

    private static boolean sees(OwnStore store, String patient) {
        Lockbox lockbox = new Lockbox.Against(Set.of(DOCTOR), Set.of(DOCTOR));
        return store.store()
                .within(AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), lockbox)))
                .read("Observation", "of-" + patient)
                .isPresent();
    }
}
