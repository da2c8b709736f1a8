package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.painbridge.server.dispensing.disclosure.Disclosure.State;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.StoreProblem;

/** Two persons decide, in time, and are told. */
abstract class DisclosureDecisionScenarios extends DisclosedRecords {
    @Test
    void nobodyDecidesAloneOrTwiceOrTooLate() {
        submit(record(1));
        Asked asked = asked(patient(), Instant.now(), Field.LEAST);
        String id = disclosures.request(asked, OFFICER).id();

        refused(id, new Party("office", "officer"));
        refused(id, new Party("desk", "chief"));
        assertThatThrownBy(() -> disclosures(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)))
                        .approve(id, CHIEF))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("without a decision");
        assertThat(disclosures.reject(id, CHIEF, "No case").state()).isEqualTo(State.REJECTED);
        assertThatThrownBy(() -> disclosures.approve(id, CHIEF)).isInstanceOf(StoreProblem.Conflict.class);
        assertThat(disclosures.files(disclosures.find(id).orElseThrow())).isEmpty();
        assertThat(disclosures.pending()).extracting(Disclosure::id).doesNotContain(id);
        assertThat(trail(disclosures.find(id).orElseThrow()))
                .anyMatch(line ->
                        line.contains("requested: ") && line.contains("case=CASE-7") && line.contains("purpose=Review"))
                .anyMatch(line -> line.contains("rejected"));
    }

    @Test
    void bothAreToldByTasksThatNameNobodyWhomItIsAbout() {
        submit(record(1));
        Asked asked = asked(patient(), Instant.now(), Field.LEAST);

        String id = disclosures.request(asked, OFFICER).id();
        assertThat(tasks(id)).containsExactly("decide-disclosure requested Organization/approvers");

        Disclosure released = disclosures.approve(id, CHIEF);
        assertThat(tasks(id))
                .containsExactlyInAnyOrder(
                        "decide-disclosure completed Organization/approvers", "disclosure-decided requested officer");
        assertThat(http().get(tasksOf(id)).text())
                .doesNotContain(String.valueOf(asked.subject().patientId()), person, "CASE-7", "Review", "College");

        disclosures.fetch(released, PackageMaker.SUMMARY);
        assertThat(tasks(id)).contains("disclosure-decided completed officer");
    }

    @Test
    void whatNobodyDecidedInTimeWaitsForNobody() {
        Disclosures brief = disclosures(Clock.systemUTC(), settings(Duration.ofMillis(1)));
        String id = brief.request(asked(new Subject("licence of nobody", null), Instant.now(), Field.LEAST), OFFICER)
                .id();

        Awaitility.await().untilAsserted(() -> {
            brief.keep();
            assertThat(tasks(id)).containsExactly("decide-disclosure cancelled Organization/approvers");
        });
    }

    private static String tasksOf(String id) {
        return "Task?identifier=" + Disclosures.IDENTIFIERS + "%7C" + id;
    }

    private List<String> tasks(String id) {
        JsonNode entries = http().get(tasksOf(id)).json().path("entry");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("resource"))
                .map(task -> task.at("/code/coding/0/code").asText() + " "
                        + task.path("status").asText() + " "
                        + task.at("/owner/reference")
                                .asText(task.at("/owner/identifier/value").asText()))
                .toList();
    }

    @Test
    void whatHasExpiredIsTakenAway() {
        submit(record(1));
        Disclosure released = released(asked(patient(), Instant.now(), Field.LEAST));
        assertThat(disclosures.fetch(released, PackageMaker.ROWS)).isNotEmpty();
        assertThat(disclosures.find(released.id()).orElseThrow().downloads()).isEqualTo(1);

        database()
                .sql("update disclosure set expires = 1 where disclosure_id = ?")
                .param(released.id())
                .update();
        disclosures.keep();

        assertThat(disclosures.files(released)).isEmpty();
    }

    @Test
    void withoutRecipientsInTheSettingsNothingIsDisclosed() {
        assertThat(http().post("$nms-disclose", "{\"resourceType\":\"Parameters\"}"))
                .isRefused(403, "access-denied")
                .saying("painbridge.disclosure.recipients");
    }

    private void refused(String id, Party approver) {
        assertThatThrownBy(() -> disclosures.approve(id, approver))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(403));
    }
}
