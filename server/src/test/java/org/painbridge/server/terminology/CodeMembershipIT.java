package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerTest;
import org.painbridge.server.store.CodeMembership;
import org.painbridge.server.store.CodeMembership.Code;
import org.painbridge.server.store.CodeMembership.UnknownCodes;
import org.springframework.beans.factory.annotation.Autowired;

/** What the search asks of terminology. The database has no part in it. */
@ServerTest
class CodeMembershipIT {
    private static final String MOOD = "http://terminology.hl7.org/CodeSystem/v3-ActMood";

    @Autowired
    private CodeMembership membership;

    @Test
    void theCodesOfAValueSetByUrlAndByReference() throws UnknownCodes {
        Collection<Code> byUrl = membership.ofValueSet("http://hl7.org/fhir/ValueSet/administrative-gender");

        assertThat(byUrl).hasSize(4).contains(new Code("http://hl7.org/fhir/administrative-gender", "male"));
        assertThat(membership.ofValueSet("ValueSet/administrative-gender")).isEqualTo(byUrl);
        assertThat(membership.ofValueSet("https://painbridge.example/fhir/ValueSet/finding-crp|0.1.0"))
                .containsExactly(new Code("http://loinc.org", "1988-5"), new Code("http://loinc.org", "30522-7"));
    }

    @Test
    void theCodesBelowAndAboveWithTheCodeItself() throws UnknownCodes {
        List<String> below = codes(membership.below(MOOD, "INT"));
        List<String> above = codes(membership.above(MOOD, "RQO"));

        assertThat(below).contains("INT", "RQO", "PRMS").doesNotContain("EVN");
        assertThat(above).contains("RQO", "INT").doesNotContain("PRMS", "EVN");
        assertThat(codes(membership.below("http://hl7.org/fhir/administrative-gender", "male")))
                .containsExactly("male");
    }

    @Test
    void whatIsNotHereIsUnknown() {
        assertUnknown(() -> membership.ofValueSet("http://example.org/none"), "http://example.org/none", "Load it");
        assertUnknown(() -> membership.ofValueSet("http://hl7.org/fhir/ValueSet/clinical-findings"), "snomed");
        assertUnknown(() -> membership.ofValueSet("http://hl7.org/fhir/ValueSet/service-category"), "Only a part");
        assertUnknown(() -> membership.ofValueSet("http://hl7.org/fhir/ValueSet/ucum-units"), "no list");
        assertUnknown(() -> membership.below("http://snomed.info/sct", "1"), "http://snomed.info/sct", "Load it");
        assertUnknown(() -> membership.above(MOOD, "none"), MOOD, "none");
    }

    private static void assertUnknown(org.assertj.core.api.ThrowableAssert.ThrowingCallable question, String... parts) {
        assertThatThrownBy(question).isInstanceOf(UnknownCodes.class).message().contains(parts);
    }

    private static List<String> codes(Collection<Code> codes) {
        return codes.stream().map(Code::code).toList();
    }
}
