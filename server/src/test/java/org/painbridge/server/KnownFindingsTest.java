package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.URL;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.Utilities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY.md, "Known findings", speaks of the versions that are on the class path. */
class KnownFindingsTest {
    private static final Pattern VERSION = Pattern.compile(".*-([0-9]+\\.[0-9]+\\.[0-9]+)\\.jar");
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]+-[0-9]+");
    private static final String FINDINGS = Page.of("SECURITY.md").text().replaceAll("\\s+", " ");

    @Test
    void thePinIsTheOneThatIsDescribed() {
        assertThat(FINDINGS).contains("Only `org.hl7.fhir.utilities` is raised, to " + version(Utilities.class) + ";");
    }

    @ParameterizedTest
    @ValueSource(classes = {Patient.class, BestPracticeWarningLevel.class})
    void theRestIsAsHapiBringsIt(Class<?> type) {
        String hapi = version(FhirContext.class);

        assertThat(FINDINGS).contains("HAPI FHIR " + hapi + " brings");
        assertThat(FINDINGS).contains("(`ca.uhn.hapi.fhir:org.hl7.fhir.*`) as " + version(type) + ".");
    }

    @Test
    void theAuditLeavesOutWhatIsDescribedAndNothingElse() {
        String left = Page.of("server/known-findings.xml").text();

        assertThat(left).contains("@" + version(Patient.class).replace(".", "\\.") + "$");
        assertThat(CVE.matcher(left).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(cve -> assertThat(FINDINGS).contains(cve));
    }

    private static String version(Class<?> type) {
        URL jar = type.getProtectionDomain().getCodeSource().getLocation();
        Matcher name = VERSION.matcher(jar.getPath());
        assertThat(name.matches()).as(jar.getPath()).isTrue();
        return name.group(1);
    }
}
