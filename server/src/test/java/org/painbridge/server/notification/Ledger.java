package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.FhirHttp;

/** What servers have said that they have, for one Subscription from its beginning. */
final class Ledger {
    private final String owner;
    private final List<String> written = new ArrayList<>();

    /** @param owner of the Tasks that the Subscription is about */
    Ledger(String owner) {
        this.owner = owner;
    }

    void write(FhirHttp node, int tasks) {
        for (int i = 0; i < tasks; i++) {
            Answer answer = node.post("Task", Subscribing.task(owner));
            AnswerAssert.assertThat(answer).hasStatus(201);
            written.add("Task/" + answer.id());
        }
    }

    boolean isReceived(Receiver receiver) {
        return new TreeSet<>(receiver.numbers()).size() >= written.size();
    }

    /** @throws AssertionError where something was lost, or came again that had not been under way, or numbers are wrong */
    void check(Receiver receiver) {
        List<Integer> numbers = receiver.numbers();
        List<String> foci = receiver.foci();
        Map<Integer, String> told = new HashMap<>();
        List<Integer> again = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String focus = foci.get(i).replaceFirst(".*/Task/", "Task/");
            String before = told.put(numbers.get(i), focus);
            (before == null ? first : again).add(numbers.get(i));
            assertThat(before == null || before.equals(focus))
                    .as("the same number tells the same")
                    .isTrue();
        }

        assertThat(first)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, written.size()).boxed().toList());
        assertThat(told.values()).containsExactlyInAnyOrderElementsOf(written);
        assertThat(receiver.heldNumbers()).containsAll(again);
    }
}
