package org.painbridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.PushReason;
import org.painbridge.dispensing.nms.NmsReason;

/** The program, {@code CodeSystem/error-code} and docs/error-codes.md agree. */
class ErrorCodeDocTest {
    private static final Map<String, List<String>> PAGE =
            Page.of("docs/error-codes.md").rows();

    @Test
    void theCodeSystemHasExactlyTheCodesOfTheProgram() {
        Stream<String> ofServer = Arrays.stream(ErrorCode.values()).map(ErrorCode::code);
        Stream<String> ofPush = Arrays.stream(PushReason.values()).map(PushReason::code);
        Stream<String> ofPlans = Arrays.stream(ExchangeReason.values()).map(ExchangeReason::code);
        Stream<String> ofPharmacies = Arrays.stream(NmsReason.values()).map(NmsReason::code);

        assertThat(PublishedCodes.codes())
                .containsExactlyInAnyOrderElementsOf(Stream.of(ofServer, ofPush, ofPlans, ofPharmacies)
                        .flatMap(codes -> codes)
                        .toList());
    }

    @Test
    void theValueSetHasAllOfThem() {
        assertThat(PublishedCodes.codesOfValueSet()).containsExactlyInAnyOrderElementsOf(PublishedCodes.codes());
    }

    @Test
    void thePageHasExactlyTheCodesOfTheCodeSystem() {
        assertThat(PAGE.keySet()).containsExactlyInAnyOrderElementsOf(PublishedCodes.codes());
    }

    @Test
    void thePageGivesEachCodeItsPublishedMeaningAndStatus() {
        for (ConceptDefinitionComponent concept : PublishedCodes.codeSystem().getConcept()) {
            String status = PublishedCodes.statuses().get(concept.getCode()).toString();

            assertThat(PAGE.get(concept.getCode()))
                    .as(concept.getCode())
                    .contains(status, concept.getDefinition())
                    .allSatisfy(cell -> assertThat(cell).isNotBlank());
        }
    }

    @Test
    void theServerAnswersWithThePublishedStatus() {
        Map<String, Integer> ofServer =
                Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::code, ErrorCode::status));

        assertThat(PublishedCodes.statuses()).containsAllEntriesOf(ofServer);
    }
}
