package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.fhirserver.RequestProblem;

class SentMessageTest {
    private static final String BASE = "https://here.example/fhir";

    @Test
    void aReferenceLeadsToTheEntryOfThatUrlOrTypeAndId() {
        SentMessage message = message(header -> {});

        assertThat(message.target(new Reference("Task/t")))
                .hasValueSatisfying(entry -> assertThat(entry.index()).isEqualTo(1));
        assertThat(message.target(new Reference("https://there.example/fhir/Task/t")))
                .isPresent();
        assertThat(message.target(new Reference("Patient/00000000-0000-4000-8000-000000000001")))
                .isPresent();
        assertThat(message.target(new Reference("Patient/other"))).isEmpty();
        assertThat(message.target(new Reference())).isEmpty();
    }

    @Test
    void onlyAnAddressUnderTheOwnBaseIsHere() {
        SentMessage message = message(header -> {});

        assertThat(message.here(BASE + "/Task/1/_history/3")).contains("Task/1");
        assertThat(message.here("https://there.example/fhir/Task/1")).isEmpty();
        assertThat(message.here("Task/1")).isEmpty();
        assertThat(message.here(null)).isEmpty();
    }

    @Test
    void theVersionThatWasSeenIsOfWhatIsNamedByItsUrlHereOnly() {
        SentMessage theirs = message(header -> header.addFocus().setReference("Task/t/_history/57"));
        SentMessage.Entry task = theirs.entries().get(1);
        task.resource().getMeta().setVersionId("57");
        assertThat(theirs.seen(task)).isEmpty();

        MessageHeader header = new MessageHeader();
        header.addFocus().setReference(BASE + "/Task/t/_history/3");
        Resource sent = task.resource().copy();
        SentMessage.Entry ours = new SentMessage.Entry(1, BASE + "/Task/t", sent);
        assertThat(new SentMessage(header, "m1", List.of(ours), Set.of(BASE)).seen(ours))
                .contains(3);
        assertThat(new SentMessage(new MessageHeader(), "m1", List.of(ours), Set.of(BASE)).seen(ours))
                .contains(57);
        sent.getMeta().setVersionId("W/x");
        assertThat(new SentMessage(new MessageHeader(), "m1", List.of(ours), Set.of(BASE)).seen(ours))
                .isEmpty();
    }

    @Test
    void aBaseMayBeWrittenWithASlashAtItsEnd() {
        SentMessage message = message(header -> header.addDestination().setEndpoint(BASE), BASE + "/");

        message.check();
        assertThat(message.here(BASE + "/Task/1")).contains("Task/1");
        assertThat(new MessageWords(BASE + "/", Clock.systemUTC())
                        .taken(message, new Taken(List.of("Task/1"), List.of()))
                        .getEntryFirstRep()
                        .getResource()
                        .getNamedProperty("focus")
                        .getValues())
                .singleElement()
                .satisfies(
                        focus -> assertThat(((Reference) focus).getReference()).isEqualTo(BASE + "/Task/1"));
    }

    @Test
    void whatMaySucceedLaterIsTransient() {
        MessageWords words = new MessageWords(BASE, Clock.systemUTC());
        var lost = new ResourceVersionConflictException("Somebody was faster");

        assertThat(code(words.refused(message(header -> {}), lost))).isEqualTo(ResponseType.FATALERROR);
        lost.addResponseHeader("Retry-After", "1");
        assertThat(code(words.refused(message(header -> {}), lost))).isEqualTo(ResponseType.TRANSIENTERROR);
    }

    private static ResponseType code(Bundle answer) {
        return ((MessageHeader) answer.getEntryFirstRep().getResource())
                .getResponse()
                .getCode();
    }

    @Test
    void aMessageForSomebodyElseIsNotTaken() {
        message(header -> header.addDestination().setEndpoint(BASE + "/$process-message"))
                .check();
        message(header -> header.addDestination().setEndpoint(BASE)).check();
        message(header -> {}).check();

        assertRefused("destination", header -> header.addDestination().setEndpoint("https://there.example/fhir"));
    }

    @Test
    void aMessageThatCannotBeAnsweredIsNotTaken() {
        assertRefused("source.endpoint", header -> header.getSource().setEndpoint("a name"));
        assertRefused("response", header -> header.getResponse().setIdentifier("1"));
        assertThatThrownBy(() -> message(header -> header.setId("not an id")))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("id");
        assertThatThrownBy(() -> SentMessage.of(new Bundle().setType(BundleType.BATCH), Set.of(BASE)))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("message");
    }

    private static void assertRefused(String place, Consumer<MessageHeader> change) {
        assertThatThrownBy(() -> message(change).check())
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.expression()).endsWith(place));
    }

    private static SentMessage message(Consumer<MessageHeader> change) {
        return message(change, BASE);
    }

    private static SentMessage message(Consumer<MessageHeader> change, String base) {
        MessageHeader header = new MessageHeader();
        header.setId("m1");
        header.getSource().setEndpoint("https://there.example/fhir");
        change.accept(header);
        Bundle bundle = new Bundle().setType(BundleType.MESSAGE);
        bundle.addEntry().setResource(header);
        bundle.addEntry().setFullUrl("https://there.example/fhir/Task/t").setResource(new Task().setDescription("x"));
        bundle.addEntry()
                .setFullUrl("urn:uuid:00000000-0000-4000-8000-000000000001")
                .setResource(new Patient().setActive(true));
        return SentMessage.of(bundle, Set.of(base));
    }
}
