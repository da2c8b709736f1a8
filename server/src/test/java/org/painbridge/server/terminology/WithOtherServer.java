package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.AfterEach;
import org.painbridge.server.ErrorCode;

/** Terminology of a server that has another one to ask; what is here, a test adds. */
abstract class WithOtherServer {
    static final String SCT = "http://snomed.info/sct";
    static final String BACK_PAIN =
            "{'resourceType':'Parameters','parameter':[{'name':'name','valueString':'SNOMED CT'},"
                    + "{'name':'display','valueString':'Low back pain'}]}";
    static final String TWO_CODES = "{'resourceType':'ValueSet','status':'active','expansion':{"
            + "'timestamp':'2026-01-01','total':2,'contains':[{'system':'" + SCT + "','code':'1','display':'One'},"
            + "{'system':'" + SCT + "','code':'2'}]}}";

    final OtherServer other = new OtherServer();
    final List<MetadataResource> here = new ArrayList<>();
    final Definitions definitions = new Definitions(List.of(
            type -> here.stream().filter(found -> found.fhirType().equals(type)).toList()));
    final FhirContext context = FhirContext.forR4Cached();
    final TerminologyServices services = services(Duration.ofSeconds(20));

    @AfterEach
    void stop() {
        other.close();
    }

    TerminologyServices services(Duration timeout) {
        var remote = new RemoteTerminology(new RemoteHttp(other.url(), timeout), context);
        return TerminologyServices.of(definitions, new Grammars(context), remote);
    }

    CodeVerdict check(Coding coding) {
        return services.checker().inCodeSystem(question(coding));
    }

    static CodeQuestion question(Coding coding) {
        return new CodeQuestion(List.of(coding), "coding", false, null);
    }

    static void assertNotHere(ThrowingCallable question, String... parts) {
        assertThatThrownBy(question).isInstanceOfSatisfying(NotHere.class, problem -> {
            assertThat(problem.message()).contains(parts);
            assertThat(problem.code().status()).isIn(404, ErrorCode.UNSUPPORTED_DEFINITION.status());
        });
    }
}
