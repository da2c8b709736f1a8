package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ConsentSettings;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whose record it is that a scope of a patient opens: nobody's by accident. */
class OwnRecordTest {
    private static final Whose ANNA = new Whose.Patients(Set.of("anna"));
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    private final Reach.Rules rules = new Reach.Rules(
            new CareSettings(
                    true,
                    Set.of(),
                    "role",
                    "organization",
                    "",
                    Map.of("cpso", "urn:made-up:licences"),
                    Map.of("R", Set.of("cleared"))),
            new ConsentSettings(Duration.ofHours(4), Set.of(), Set.of("investigator"), ""),
            new CareMembers(
                    () -> {
                        throw new IllegalStateException("Nobody of these is looked for");
                    },
                    Clock.systemUTC(),
                    "https://painbridge.example/fhir"));

    @ParameterizedTest
    @CsvSource({
        "sub, anna",
        "role, ''",
        "fhirUser, Patient/anna",
        "fhirUser, https://painbridge.example/fhir/Patient/anna",
        "fhirUser, RelatedPerson/mother",
        "fhirUser, Person/mother"
    })
    void whoIsOfTheFamilyIsKeptFromNothing(String claim, String value) {
        assertThat(opened(claim, value)).isEqualTo(new Reach.Part(ANNA, new Lockbox.Open(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "fhirUser, https://elsewhere.example/fhir/Practitioner/eva",
        "fhirUser, https://elsewhere.example/fhir/Patient/anna",
        "fhirUser, Patient/",
        "fhirUser, Device/x",
        "fhirUser, ''",
        "role, doctor",
        "rid, cno:123",
        "rid, nonsense"
    })
    void whoIsNotIsKeptFromWhatIsWithheldFromEverybodyAndFromWhatIsLabelled(String claim, String value) {
        assertThat(opened(claim, value))
                .isEqualTo(new Reach.Part(ANNA, new Lockbox.Against(Set.of(), Set.of()), Set.of(RESTRICTED)));
    }

    @Test
    void aLicenceIsNoPatients() {
        assertThat(opened("rid", "cno:123", "fhirUser", "Patient/anna").hiddenBy())
                .containsExactly(RESTRICTED);
    }

    @Test
    void aRoleThatDirectivesDoNotBindIsKeptFromWhatIsLabelledAllTheSame() {
        assertThat(opened("role", "investigator"))
                .isEqualTo(new Reach.Part(ANNA, new Lockbox.Open(), Set.of(RESTRICTED)));
    }

    @Test
    void aRoleThatSeesWhatIsLabelledIsBoundByDirectivesAllTheSame() {
        assertThat(opened("role", "cleared"))
                .isEqualTo(new Reach.Part(ANNA, new Lockbox.Against(Set.of(), Set.of()), Set.of()));
    }

    private Reach.Part opened(String... claims) {
        Jwt.Builder token = Jwt.withTokenValue("made up").header("alg", "none").claim("patient", "anna");
        for (int i = 0; i < claims.length; i += 2) {
            token.claim(claims[i], claims[i + 1]);
        }
        return rules.of(token.build()).ofRecord(ANNA);
    }
}
