package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who somebody is by the claims of Ontario's ONE ID. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OneIdScenarios extends ServerScenarios {
    private static final String LICENCES = "urn:made-up:licences";
    private static final String AUTHORITIES = "urn:made-up:authorities";

    @Autowired
    private FhirStore store;

    private Sample sample;
    private String number;
    private Reach.Rules rules;

    @BeforeAll
    void store() {
        sample = sample();
        number = unique();
        sample.put("eva", licensed(number));
        sample.put("boss", licensed("boss-" + number));
        sample.put("twin", licensed("twins-" + number));
        sample.put("other-twin", licensed("twins-" + number));
        Organization clinic = new Organization().setName("Clinic of a test");
        clinic.addIdentifier().setSystem(AUTHORITIES).setValue("uao-" + number);
        sample.put("clinic", clinic);
        sample.put(
                "role",
                new PractitionerRole()
                        .setActive(true)
                        .setPractitioner(new Reference(reference("Practitioner", "eva")))
                        .setOrganization(new Reference(reference("Organization", "clinic"))));
        rules = new Reach.Rules(
                new CareSettings(
                        true, Set.of(), "role", "uao", AUTHORITIES, Map.of("cpso", LICENCES), Map.of("R", Set.of())),
                new ConsentSettings(Duration.ofHours(4), Set.of(), Set.of(), ""),
                new CareMembers(() -> store, Clock.systemUTC(), base()));
    }

    @Test
    void aLicenceNamesThePersonWithAllRoles() {
        assertThat(users("rid", "cpso:" + number))
                .containsExactlyInAnyOrder(
                        reference("Practitioner", "eva"),
                        reference("PractitionerRole", "role"),
                        reference("Organization", "clinic"));
    }

    @Test
    void whoWorksForACustodianReachesTheCustodiansPatientsToo() {
        assertThat(users("rid", "cpso:" + number, "obo", "cpso:boss-" + number))
                .contains(reference("Practitioner", "eva"), reference("Practitioner", "boss"));
    }

    @Test
    void whoBreaksTheGlassIsThePersonAndNotTheCustodian() {
        Reach reach = rules.of(token("rid", "cpso:" + number, "obo", "cpso:boss-" + number));

        assertThat(reach.practitioner()).hasValue(reference("Practitioner", "eva"));
        assertThat(reach.users().lockbox())
                .isEqualTo(new Lockbox.Against(reach.members(), Set.of(reference("Practitioner", "eva"))));
    }

    @Test
    void aLicenceOfNobodyOfSeveralOrOfAnotherCollegeNamesNobody() {
        assertThat(users("rid", "cpso:none-" + number)).isEmpty();
        assertThat(users("rid", "cpso:twins-" + number)).isEmpty();
        assertThat(users("rid", "cno:" + number)).isEmpty();
        assertThat(users("rid", number)).isEmpty();
        assertThat(users("rid", "cpso:" + number + ",boss-" + number)).isEmpty();
        assertThat(users("obo", "cpso:boss-" + number)).isEmpty();
    }

    @Test
    void whoIsNobodyHereHasNoRecordOfTheOwn() {
        PractitionerRole over = new PractitionerRole()
                .setActive(true)
                .setPractitioner(new Reference(reference("Practitioner", "eva")))
                .setPeriod(new Period().setEndElement(new DateTimeType("2020-01-01")));
        sample.put("over", over);

        for (String[] claims : new String[][] {
            {"rid", "cpso:none-" + number},
            {"rid", "cpso:twins-" + number},
            {"fhirUser", "PractitionerRole/none-" + number},
            {"fhirUser", reference("PractitionerRole", "over")}
        }) {
            Reach.Part record = rules.of(token(claims)).ofRecord(new Whose.Patients(Set.of("anna")));

            assertThat(record.lockbox()).as(claims[1]).isInstanceOf(Lockbox.Against.class);
            assertThat(record.hiddenBy()).as(claims[1]).extracting(Label::code).containsExactly("R");
        }
    }

    @Test
    void whoIsNamedBySmartIsNotLookedForByLicence() {
        assertThat(users("rid", "cpso:" + number, "fhirUser", reference("Practitioner", "boss")))
                .containsExactly(reference("Practitioner", "boss"));
    }

    @Test
    void anAuthorityNamesTheOrganization() {
        assertThat(rules.of(token("uao", "uao-" + number)).systems().whose())
                .isEqualTo(new Whose.InCareOf(Set.of(
                        reference("Practitioner", "eva"),
                        reference("PractitionerRole", "role"),
                        reference("Organization", "clinic"))));
        assertThat(rules.of(token("uao", "none-" + number)).systems().whose()).isEqualTo(new Whose.InCareOf(Set.of()));
    }

    private Set<String> users(String... claims) {
        return ((Whose.InCareOf) rules.of(token(claims)).users().whose()).members();
    }

    private static Jwt token(String... claims) {
        Jwt.Builder token = Jwt.withTokenValue("made up").header("alg", "ES384");
        for (int i = 0; i < claims.length; i += 2) {
            token.claim(claims[i], claims[i + 1]);
        }
        return token.claim("sub", "somebody").build();
    }

    private String reference(String type, String name) {
        return type + "/" + sample.id(name);
    }

    private static Practitioner licensed(String number) {
        Practitioner practitioner = new Practitioner();
        practitioner.addIdentifier().setSystem(LICENCES).setValue(number);
        return practitioner;
    }
}
