package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.hl7.fhir.r4.model.Coding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another terminology server that does not answer, or not with what can be used; docs/terminology.md. */
class RemoteTerminologyFailureTest extends WithOtherServer {
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        end.countDown();
    }

    @Test
    void aNoThatMeansUnknownIsNoNo() {
        other.answer(
                "ValueSet/$validate-code",
                200,
                "{'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':false},"
                        + "{'name':'x-caused-by-unknown-system','valueCanonical':'urn:x'}]}");

        assertNotHere(
                () -> services.checker()
                        .inValueSet(Canonical.of("urn:theirs"), question(new Coding("urn:x", "1", null))),
                "urn:theirs");
    }

    @Test
    void anExpansionThatIsCutIsNotTakenForTheWhole() {
        other.answer("ValueSet/$expand", 200, TWO_CODES.replace("'total':2", "'total':3"));

        assertNotHere(
                () -> services.expander()
                        .expand(services.sets().require("urn:large"))
                        .requireKnown(),
                "but a part");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void aServerThatFailsIsLeftAloneAfterSomeTries(int status) {
        other.answer("CodeSystem", status, "{}");

        for (int i = 0; i < 10; i++) {
            String code = Integer.toString(i);
            assertNotHere(() -> check(new Coding(SCT, code, null)), SCT, "Load it", "did not answer: try again later");
        }

        assertThat(other.questions()).hasSize(4);
    }

    @Test
    void aServerThatIsNotThereDoesNotAnswer() {
        other.close();

        assertNotHere(() -> check(new Coding(SCT, "1", null)), "did not answer");
    }

    @Test
    void aServerThatTakesTooLongDoesNotAnswer() {
        other.answer("CodeSystem", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        TerminologyServices impatient = services(Duration.ofMillis(50));

        assertNotHere(() -> impatient.systems().require(SCT, null).find("1"), "did not answer");
    }

    @Test
    void whatIsNoFhirIsNoAnswerAndNotKept() {
        other.answer("CodeSystem", 200, "<html>Please sign in</html>");

        assertNotHere(() -> check(new Coding(SCT, "1", null)), "did not answer");
        assertNotHere(() -> check(new Coding(SCT, "1", null)), "did not answer");
        assertThat(other.questions()).hasSize(2);
    }

    @Test
    void anAnswerWithoutEndIsNotReadToTheEnd() {
        other.answer("CodeSystem", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = new byte[1 << 20];
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write(part);
            }
        });

        assertNotHere(() -> check(new Coding(SCT, "1", null)), "did not answer");
    }

    @Test
    void aRedirectionIsNotFollowed() {
        other.answer("$lookup", exchange -> {
            exchange.getResponseHeaders().add("Location", other.url() + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertNotHere(() -> check(new Coding(SCT, "1", null)), "does not know it either");
        assertThat(other.questions()).noneMatch(question -> question.contains("elsewhere"));
    }
}
