package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.store.AccessScope.Code;
import org.painbridge.server.store.AccessScope.Only;

class SmartScopeTest {

    @ParameterizedTest
    @CsvSource({
        "user/Observation.rs, USER, Observation, rs",
        "system/*.cruds, SYSTEM, *, cruds",
        "patient/Patient.r, PATIENT, Patient, r",
        "patient/*.read, PATIENT, *, rs",
        "user/CarePlan.write, USER, CarePlan, cud",
        "user/CarePlan.*, USER, CarePlan, cruds"
    })
    void aScopeSaysWhoseDataOfWhichTypeMayBeDoneWhatWith(
            String text, SmartScope.Context context, String type, String letters) {
        assertThat(SmartScope.parse(text)).contains(new SmartScope(context, type, permissions(letters), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid",
                "launch/patient",
                "user/Observation",
                "user/Observation.",
                "user/Observation.sr",
                "user/Observation.rsx",
                "user/Observation.RS",
                "everybody/Observation.rs",
                "user/observation.rs",
                "user/Observation.rs?",
                "user/Observation.rs?category",
                "user/Observation.rs?category=",
                "user/Observation.rs?category=a,",
                "user/Observation.rs?category=a|b|c",
                "user/Observation.rs?category=http://a|",
                "user/Observation.rs?category:not=a",
                "user/Observation.rs?subject:Patient.name=a",
                "user/Observation.rs?category=a&",
                "user/Observation.rs?category=%zz",
                "user/Observation.rs "
            })
    void whatIsNoScopeOfResourcesOrCannotBeEnforcedAllowsNothing(String text) {
        assertThat(SmartScope.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void searchParametersSayWhatAResourceHasToHave() {
        assertThat(SmartScope.parse("user/Observation.rs?category=http://a.example|lab,vital&_tag=%7Cown"))
                .map(SmartScope::only)
                .contains(List.of(
                        new Only("category", List.of(new Code("http://a.example", "lab"), new Code(null, "vital"))),
                        new Only("_tag", List.of(new Code("", "own")))));
    }

    private static Set<Permission> permissions(String letters) {
        return Set.of(Permission.values()).stream()
                .filter(permission -> letters.indexOf(permission.letter()) >= 0)
                .collect(Collectors.toSet());
    }
}
