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

    private static AccessScope locked() {
        return AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), LOCKBOX));
    }

    private static AccessRights rights(String scope) {
        return Caller.of(
                        List.of(scope),
                        Optional.empty(),
                        List.of("Observation", "Patient"),
                        new Reach(PART, PART, Set.of(), null, false),
                        new Caller.Identity("program", null),
                        AccessRights.Origin.NOBODY)
                .rights();
    }
}
