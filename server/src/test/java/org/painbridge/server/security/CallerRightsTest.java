package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;

/** What scopes come to in the store. */
class CallerRightsTest {
    private static final Lockbox LOCKBOX = new Lockbox.Against(Set.of("Organization/x"), Set.of());
    private static final ScopeTypes TYPES = new ScopeTypes(
            List.of("Observation", "Patient"), (type, code) -> type.equals("Observation") && code.equals("status"));
    private static final Reach.Part PART = new Reach.Part(new Whose.Everybody(), LOCKBOX, Set.of());

    @Test
    void whoMayDeleteAndNotReadFindsToDeleteButForWhatIsWithheld() {
        AccessRights rights = rights("system/Observation.d");

        assertThat(rights.see().hasAny("Observation")).isFalse();
        assertThat(rights.finds().toUpdate().hasAny("Observation")).isFalse();
        assertThat(rights.finds().toDelete()).isEqualTo(locked());
    }

    @Test
    void whoMayDoAllIsAskedForEachOnce() {
        AccessRights rights = rights("system/Observation.cruds");

        assertThat(List.of(
                        rights.see(), rights.finds().toUpdate(), rights.finds().toDelete()))
                .containsOnly(locked());
    }

    @Test
    void aRightToWriteOfVersionOneFindsToUpdateAndToDelete() {
        AccessRights rights = rights("system/Observation.write");

        assertThat(List.of(rights.finds().toUpdate(), rights.finds().toDelete()))
                .containsOnly(locked());
        assertThat(rights.see().hasAny("Observation")).isFalse();
    }

    @Test
    void aScopeWithWhatIsNoCodeOfTheTypeAllowsNothing() {
        assertThat(caller("system/Observation.rs?date=gt2026").may(Permission.READ, "Observation"))
                .isFalse();
        assertThat(caller("system/*.rs?status=final").may(Permission.READ, "Observation"))
                .isTrue();
        assertThat(caller("system/*.rs?status=final").may(Permission.READ, "Patient"))
                .isFalse();
        assertThat(rights("system/*.rs?status=final").see().hasAny("Patient")).isFalse();
    }

    @Test
    void theTrailIsOpenToWhoNamesItOrRunsTheServerOrOwnsTheRecord() {
        assertThat(caller("system/*.rs").mayAsSystem(Permission.SEARCH, "AuditEvent"))
                .isFalse();
        assertThat(caller("system/*.rs").may(Permission.READ, "AuditEvent")).isFalse();
        assertThat(caller("system/AuditEvent.rs").mayAsSystem(Permission.SEARCH, "AuditEvent"))
                .isTrue();
        assertThat(caller("system/*.cruds").mayAsSystem(Permission.SEARCH, "AuditEvent"))
                .isTrue();
        assertThat(ofRecord(false).mayForPatient(Permission.READ, "AuditEvent")).isEmpty();
        assertThat(ofRecord(true).mayForPatient(Permission.READ, "AuditEvent")).contains("anna");
    }

    private static AccessScope locked() {
        return AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), LOCKBOX));
    }

    private static AccessRights rights(String scope) {
        return caller(scope).rights();
    }

    private static Caller caller(String scope) {
        return caller(scope, false);
    }

    private static Caller ofRecord(boolean own) {
        return caller("patient/*.rs", own);
    }

    private static Caller caller(String scope, boolean own) {
        boolean ofPatient = scope.startsWith("patient/");
        return Caller.of(
                List.of(scope),
                ofPatient ? Optional.of("anna") : Optional.empty(),
                TYPES,
                new Reach(PART, PART, Set.of(), null, own),
                new Caller.Identity("program", null),
                AccessRights.Origin.NOBODY);
    }
}
