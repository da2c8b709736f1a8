package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.imaging.fhir.ImagingRequests.lumbarMri;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionIdTest {
    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2016-07-30T23:54:10.259Z");

    @Test
    void theMomentIsInTheFirstTenCharacters() {
        DecisionId id = DecisionId.of(MOMENT, new byte[32]);

        assertThat(id.ulid()).isEqualTo("01arz3ndek" + "0".repeat(16)); // The ULID specification encodes it so.
    }

    @Test
    void theUuidLeadsBackToTheId() {
        DecisionId id = DecisionId.of(MOMENT, Sha256.of("any").bytes());

        assertThat(DecisionId.of(UUID.fromString(id.urn().substring("urn:uuid:".length()))))
                .isEqualTo(id);
    }

    @Test
    void theSameQuestionHasTheSameIdAndAnotherHasAnother() {
        assertThat(lumbarMri().decide().id()).isEqualTo(lumbarMri().decide().id());
        assertThat(lumbarMri().decide().id())
                .isNotEqualTo(withoutRedFlags("2026-09-14").decide().id())
                .isNotEqualTo(lumbarMri()
                        .ordered(order -> order.getSubject().setReference("Patient/other"))
                        .decide()
                        .id());
    }

    @Test
    void clientsNameADecisionByIdReferenceOrUrn() {
        DecisionId id = lumbarMri().decide().decisionId();

        assertThat(List.of(id.ulid(), "GuidanceResponse/" + id.ulid(), id.urn()))
                .allSatisfy(name -> assertThat(DecisionId.parse(name)).contains(id));
        assertThat(List.of("", "Task/" + id.ulid(), "urn:uuid:7", "another"))
                .allSatisfy(name -> assertThat(DecisionId.parse(name)).isEmpty());
    }

    @Test
    void whatIsNoUlidIsRefused() {
        assertThatThrownBy(() -> new DecisionId("01ARZ3NDEKTSV4RRFFQ69G5FAV")).hasMessageContaining("lower case");
        assertThatThrownBy(() -> new DecisionId("81arz3ndektsv4rrffq69g5fav")).hasMessageContaining("ULID");
    }
}
