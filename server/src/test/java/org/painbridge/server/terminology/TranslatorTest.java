package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;

/** What concept maps may say that ours do not. */
class TranslatorTest {
    private final ConceptMap map = map("urn:map");
    private final ConceptMapGroupComponent group = map.getGroupFirstRep();

    @Test
    void aGroupMayKeepCodesThatItDoesNotName() {
        group.getUnmapped().setMode(ConceptMapGroupUnmappedMode.PROVIDED);

        assertThat(translate(map)).containsExactly("equivalent urn:to|code");
    }

    @Test
    void aGroupMayGiveOneCodeForAllThatItDoesNotName() {
        group.getUnmapped().setMode(ConceptMapGroupUnmappedMode.FIXED).setCode("rest");

        assertThat(translate(map)).containsExactly("relatedto urn:to|rest");
    }

    @Test
    void aGroupMayPassCodesOnToAnotherMapButNotInACircle() {
        ConceptMap other = map("urn:other");
        other.getGroupFirstRep().addElement().setCode("code").addTarget().setCode("there");
        group.getUnmapped().setMode(ConceptMapGroupUnmappedMode.OTHERMAP).setUrl("urn:other");

        assertThat(translate(map, other)).containsExactly("relatedto urn:to|there");

        other.getGroupFirstRep().getElement().clear();
        other.getGroupFirstRep()
                .getUnmapped()
                .setMode(ConceptMapGroupUnmappedMode.OTHERMAP)
                .setUrl("urn:map");
        assertThat(translate(map, other)).isEmpty();
        assertThatThrownBy(() -> translate(map)).isInstanceOf(NotHere.class).hasMessageContaining("urn:other");
    }

    @Test
    void aTargetThatDependsOnMoreThanTheCodeIsLeftOut() {
        var element = group.addElement().setCode("code");
        element.addTarget().setCode("plain").setEquivalence(ConceptMapEquivalence.EQUAL);
        element.addTarget()
                .setCode("conditional")
                .addDependsOn()
                .setProperty("urn:p")
                .setValue("v");

        assertThat(translate(map)).containsExactly("equal urn:to|plain");
    }

    @Test
    void aGroupForAnotherVersionOfTheCodeSystemIsNotAsked() {
        group.setSourceVersion("2").addElement().setCode("code").addTarget().setCode("there");

        assertThat(translate(map)).hasSize(1);
        assertThat(translate(new Coding("urn:from", "code", null).setVersion("1"), map))
                .isEmpty();
    }

    private static ConceptMap map(String url) {
        ConceptMap map = new ConceptMap();
        map.setUrl(url).setId(url.substring("urn:".length()));
        map.addGroup().setSource("urn:from").setTarget("urn:to");
        return map;
    }

    private static List<String> translate(MetadataResource... maps) {
        return translate(new Coding("urn:from", "code", null), maps);
    }

    private static List<String> translate(Coding coding, MetadataResource... maps) {
        var translator = new Translator(new Definitions(List.of(type -> List.of(maps))), null);
        var question = new TranslationQuestion(List.of(coding), null, null, null, false);
        return translator.translate((ConceptMap) maps[0], question).stream()
                .map(found -> found.equivalence().toCode() + " "
                        + found.concept().getSystem() + "|" + found.concept().getCode())
                .toList();
    }
}
