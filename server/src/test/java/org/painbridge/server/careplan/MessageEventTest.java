package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.InputStream;
import java.util.Objects;
import org.hl7.fhir.r4.model.MessageDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageEventTest {
    @ParameterizedTest
    @EnumSource(MessageEvent.class)
    void eachEventIsDefinedInTheGuide(MessageEvent event) {
        String file = "/org/painbridge/profiles/MessageDefinition-" + event.code() + ".json";
        InputStream bytes = Objects.requireNonNull(MessageEventTest.class.getResourceAsStream(file), file);
        MessageDefinition definition =
                FhirContext.forR4Cached().newJsonParser().parseResource(MessageDefinition.class, bytes);

        assertThat(definition.getEventCoding().getCode()).isEqualTo(event.code());
        assertThat(definition.getFocusFirstRep().getCode()).isEqualTo(event.focus());
        assertThat(MessageEvent.of(event.code())).contains(event);
    }
}
