package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.ErrorCode;

class XmlChecksTest {
    private static final XmlChecks CHECKS = new XmlChecks(5, 2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version='1.0' encoding='UTF-8'?>\n<!-- a --><Patient xmlns='http://hl7.org/fhir'> <!-- b --> </Patient>\n",
                "<f:Patient xmlns:f='http://hl7.org/fhir'><f:active value='true'/></f:Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'>a<b>c</b>d</div></text></Patient>",
                "<Patient xmlns='http://hl7.org/fhir' xmlns:h='http://www.w3.org/1999/xhtml'><text><h:div>a</h:div></text></Patient>",
                "<Bundle xmlns='http://hl7.org/fhir'><entry/><entry/></Bundle>",
                "<Patient xmlns='http://hl7.org/fhir'><extension url='a'><valueCode value='b'/></extension><extension url='a'><valueCode value='b'/></extension></Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'><br/></div></text></Patient>",
            })
    void whatFhirAllowsPasses(String body) {
        assertThatCode(() -> check(body)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Patient xmlns='http://hl7.org/fhir'>",
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'>a</div>b</text></Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns=''>a</div></text></Patient>",
                "<Patient xmlns='http://hl7.org/FHIR'/>",
                "<?xml version='1.1'?><Patient xmlns='http://hl7.org/fhir'><language value='&#7;'/></Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><language value='&#11;'/></Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><modifierExtension url='a'><valueCode value='b'/><valueString value='c'/></modifierExtension></Patient>",
                "<Patient xmlns='http://hl7.org/fhir'><text><div xmlns='http://www.w3.org/1999/xhtml'> </div></text></Patient>",
                "<!DOCTYPE a><Patient xmlns='http://hl7.org/fhir'/>",
            })
    void whatMeansSomethingElseToOthersIsRefused(String body) {
        refuses(body, ErrorCode.MALFORMED_RESOURCE);
    }

    @Test
    void theLimitsAreThoseOfJson() {
        refuses(
                "<a xmlns='http://hl7.org/fhir'>" + "<b>".repeat(5) + "</b>".repeat(5) + "</a>",
                ErrorCode.NESTED_TOO_DEEP);
        refuses(
                "<Bundle xmlns='http://hl7.org/fhir'>" + "<entry/>".repeat(3) + "</Bundle>",
                ErrorCode.TOO_MANY_ENTRIES);
    }

    private static void refuses(String body, ErrorCode code) {
        assertThatThrownBy(() -> check(body))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static void check(String body) {
        CHECKS.check(body.getBytes(StandardCharsets.UTF_8), ErrorCode.MALFORMED_RESOURCE);
    }
}
