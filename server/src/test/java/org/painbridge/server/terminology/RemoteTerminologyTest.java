package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.CodeMembership.Code;
import org.painbridge.server.store.CodeMembership.UnknownCodes;

/** Another terminology server knows what is not here; docs/terminology.md. */
class RemoteTerminologyTest extends WithOtherServer {
    private static final String YES = "{'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':true},"
            + "{'name':'display','valueString':'One'}]}";

    @Test
    void aCodeOfASystemThatIsNotHereIsLookedUpThereAndTheAnswerKept() {
        other.answer("CodeSystem/$lookup?system=" + SCT + "&code=279039007", 200, BACK_PAIN);

        CodeVerdict first = check(new Coding(SCT, "279039007", "low back PAIN"));
        CodeVerdict again = check(new Coding(SCT, "279039007", "Headache of Mr. Doe"));

        assertThat(first.right()).isTrue();
        assertThat(first.display()).isEqualTo("Low back pain");
        assertThat(again.right()).isFalse();
        assertThat(other.questions()).containsExactly("CodeSystem/$lookup?system=" + SCT + "&code=279039007");
    }

    @Test
    void aCodeThatTheOtherServerDoesNotKnowIsWrongOnlyWhereItKnowsTheCodeSystem() {
        assertNotHere(() -> check(new Coding(SCT, "1", null)), SCT, "does not know it either");

        other.answer(
                "CodeSystem?url=urn:known",
                200,
                "{'resourceType':'Bundle','type':'searchset','entry':[{'resource':{'resourceType':'CodeSystem',"
                        + "'status':'active','content':'complete'}}]}");
        assertThat(check(new Coding("urn:known", "1", null)).right()).isFalse();
    }

    @Test
    void propertiesAndSubsumptionAreAskedThere() {
        other.answer("$lookup?system=" + SCT + "&code=1&displayLanguage=fr&property=parent", 200, BACK_PAIN);
        other.answer(
                "$subsumes?system=" + SCT + "&codeA=1&codeB=2",
                200,
                "{'resourceType':'Parameters','parameter':[{'name':'outcome','valueCode':'subsumes'}]}");
        Codes codes = services.systems().require(SCT, null);

        assertThat(codes.describe("1", new Lookup(Set.of("parent"), "fr")).hasParameter("name"))
                .isTrue();
        assertThat(codes.relation("1", "2")).isEqualTo(Subsumption.SUBSUMES);
        assertNotHere(() -> codes.relation("3", "4"), SCT, "does not know it either");
    }

    @Test
    void aFilterOfAValueSetThatIsHereIsEvaluatedThere() {
        ValueSet valueSet = new ValueSet();
        valueSet.setUrl("urn:set").setId("set");
        valueSet.getCompose()
                .addInclude()
                .setSystem(SCT)
                .addFilter()
                .setProperty("concept")
                .setOp(FilterOperator.ISA)
                .setValue("404684003");
        other.answer("\"value\":\"404684003\"", 200, TWO_CODES);

        Expansion expansion = services.expander().expand(valueSet).requireKnown();

        assertThat(expansion.concepts())
                .extracting(concept -> concept.code().code())
                .containsExactly("1", "2");
        assertThat(other.questions()).hasSize(1).first().asString().startsWith("ValueSet/$expand{");
    }

    @Test
    void codesThatAValueSetListsAreAskedOfNobody() {
        ValueSet valueSet = new ValueSet();
        valueSet.setUrl("urn:set").setId("set");
        valueSet.getCompose().addInclude().setSystem(SCT).addConcept().setCode("1");
        here.add(valueSet);

        assertThat(services.checker()
                        .inValueSet(Canonical.of("urn:set"), question(new Coding(SCT, "1", null)))
                        .right())
                .isTrue();
        assertThat(services.checker()
                        .inValueSet(Canonical.of("urn:set"), question(new Coding(SCT, "2", null)))
                        .right())
                .isFalse();
        assertThat(other.questions()).isEmpty();
    }

    @Test
    void aValueSetThatIsNotHereIsExpandedAndCheckedThere() {
        other.answer("ValueSet/$expand?url=urn:theirs&valueSetVersion=2", 200, TWO_CODES);
        other.answer("ValueSet/$validate-code?url=urn:theirs&system=" + SCT + "&code=1", 200, YES);

        ValueSet theirs = services.sets().require("urn:theirs|2");

        assertThat(theirs.getUrl()).isEqualTo("urn:theirs");
        assertThat(services.expander().expand(theirs).requireKnown().concepts()).hasSize(2);
        CodeVerdict verdict =
                services.checker().inValueSet(Canonical.of("urn:theirs"), question(new Coding(SCT, "1", null)));
        assertThat(verdict.right()).isTrue();
        assertThat(verdict.display()).isEqualTo("One");
        assertNotHere(() -> services.sets().require("urn:unheard-of"), "urn:unheard-of", "does not know it either");
    }

    @Test
    void searchesBelowAndAboveAreAnsweredThere() throws UnknownCodes {
        other.answer("\"op\":\"is-a\",\"value\":\"1\"", 200, TWO_CODES);
        other.answer("\"op\":\"generalizes\",\"value\":\"2\"", 200, TWO_CODES);
        other.answer("$lookup", 200, BACK_PAIN);
        var membership = new KnownMembership(services.sets(), services.expander(), services.systems());

        assertThat(membership.below(SCT, "1")).containsExactly(new Code(SCT, "1"), new Code(SCT, "2"));
        assertThat(membership.above(SCT, "2")).hasSize(2);
        assertThatThrownBy(() -> membership.ofValueSet("urn:none"))
                .isInstanceOf(UnknownCodes.class)
                .hasMessageContaining("does not know it either");
    }

    @Test
    void aMapThatIsNotHereIsReadThere() {
        other.answer(
                "ConceptMap/$translate?url=urn:map&system=urn:a&code=1&reverse=true",
                200,
                "{'resourceType':'Parameters','parameter':[{'name':'result','valueBoolean':true},{'name':'match','part':["
                        + "{'name':'equivalence','valueCode':'wider'},"
                        + "{'name':'concept','valueCoding':{'system':'urn:b','code':'2'}}]}]}");
        var question = new TranslationQuestion(List.of(new Coding("urn:a", "1", null)), null, null, null, true);

        List<Translation> found = services.translator().translate(Canonical.of("urn:map"), question);

        assertThat(Translation.answer(found).getParameterBool("result")).isTrue();
        assertThat(found)
                .hasSize(1)
                .first()
                .satisfies(translation ->
                        assertThat(translation.concept().getCode()).isEqualTo("2"));
        assertNotHere(() -> services.translator().translate(Canonical.of("urn:none"), question), "urn:none");
    }

    @Test
    void whatIsHereIsAskedOfNobody() {
        CodeSystem colours = new CodeSystem();
        colours.setUrl("urn:colours")
                .setContent(CodeSystem.CodeSystemContentMode.COMPLETE)
                .setId("colours");
        colours.addConcept().setCode("red");
        here.add(colours);

        assertThat(check(new Coding("urn:colours", "red", null)).right()).isTrue();
        assertThat(check(new Coding("urn:colours", "loud", null)).right()).isFalse();
        assertThat(other.questions()).isEmpty();
    }
}
