package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemHierarchyMeaning;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.CodeMembership.Code;

/** What value sets may say that ours and those of R4 do not. */
class ExpanderTest {
    private final List<MetadataResource> here = new ArrayList<>();
    private final CodeSystem animals = new CodeSystem();
    private long revision;

    private final Definitions definitions = new Definitions(List.of(new DefinitionSource() {
        @Override
        public List<MetadataResource> ofType(String type) {
            return here.stream().filter(found -> found.fhirType().equals(type)).toList();
        }

        @Override
        public long revision() {
            return revision;
        }
    }));
    private final TerminologyServices services =
            TerminologyServices.of(definitions, new Grammars(FhirContext.forR4Cached()), null);
    private final CodeSystems systems = services.systems();
    private final Expander expander = services.expander();

    @BeforeEach
    void animals() {
        animals.setUrl("urn:animals").setContent(CodeSystemContentMode.COMPLETE).setId("animals");
        var animal = animals.addConcept().setCode("animal");
        animal.addProperty().setCode("notSelectable").setValue(new BooleanType(true));
        var pet = animal.addConcept().setCode("pet").setDisplay("Pet");
        var cat = pet.addConcept().setCode("cat").setDisplay("Cat");
        cat.addProperty().setCode("legs").setValue(new CodeType("4"));
        var bird = animal.addConcept().setCode("bird");
        bird.addProperty().setCode("legs").setValue(new CodeType("2"));
        var parrot = bird.addConcept().setCode("parrot");
        parrot.addProperty().setCode("parent").setValue(new CodeType("pet"));
        var dodo = bird.addConcept().setCode("dodo");
        dodo.addProperty().setCode("inactive").setValue(new BooleanType(true));
        here.add(animals);
    }

    @ParameterizedTest
    @CsvSource({
        "concept, is-a, pet, pet cat parrot",
        "concept, descendent-of, pet, cat parrot",
        "concept, is-not-a, pet, animal bird dodo",
        "concept, generalizes, parrot, animal pet bird parrot",
        "concept, in, 'cat, dodo', cat dodo",
        "concept, not-in, 'animal,pet,cat', bird parrot dodo",
        "legs, =, 2, bird",
        "legs, exists, true, cat bird",
        "legs, exists, false, animal pet parrot dodo",
        "legs, in, '2,4', cat bird",
        "code, regex, '[a-c].*', animal cat bird",
        "display, =, Cat, cat",
        "parent, =, bird, parrot dodo",
        "child, =, cat, pet",
    })
    void eachFilterTakesWhatItSays(String property, String operator, String value, String codes) {
        ValueSet valueSet = valueSet("set");
        include(valueSet)
                .addFilter()
                .setProperty(property)
                .setOp(FilterOperator.fromCode(operator))
                .setValue(value);

        assertThat(codes(valueSet)).containsExactlyInAnyOrder(codes.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"fur, =, soft", "fur, exists, false", "fur, not-in, soft", "fur, regex, .*"})
    void ofAPropertyThatNoConceptHasNothingIsSaid(String property, String operator, String value) {
        ValueSet valueSet = valueSet("set");
        include(valueSet)
                .addFilter()
                .setProperty(property)
                .setOp(FilterOperator.fromCode(operator))
                .setValue(value);

        assertThatThrownBy(() -> codes(valueSet))
                .isInstanceOfSatisfying(
                        NotHere.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNSUPPORTED_DEFINITION));
    }

    @Test
    void aPropertyNeedsNoDescription() {
        animals.addProperty().setCode("legs");
        animals.addProperty().setCode("fur").setDescription("How soft it is");
        DefinedCodes codes = new DefinedCodes(animals);

        assertThat(codes.meaning("legs")).isNull();
        assertThat(codes.meaning("fur")).isEqualTo("How soft it is");
    }

    @Test
    void allFiltersOfAnIncludeHaveToHold() {
        ValueSet valueSet = valueSet("set");
        include(valueSet)
                .addFilter()
                .setProperty("concept")
                .setOp(FilterOperator.ISA)
                .setValue("pet");
        valueSet.getCompose()
                .getIncludeFirstRep()
                .addFilter()
                .setProperty("concept")
                .setOp(FilterOperator.ISA)
                .setValue("bird");

        assertThat(codes(valueSet)).containsExactly("parrot");
    }

    @Test
    void excludedAndInactiveCodesAreLeftOut() {
        ValueSet valueSet = valueSet("set");
        include(valueSet);
        valueSet.getCompose()
                .setInactive(false)
                .addExclude()
                .setSystem("urn:animals")
                .addConcept()
                .setCode("cat");

        assertThat(codes(valueSet)).containsExactlyInAnyOrder("animal", "pet", "bird", "parrot");
    }

    @Test
    void twoValueSetsOfOneIncludeAreIntersectedAndTwoIncludesAdded() {
        here.add(listing("cats", "cat", "pet"));
        here.add(listing("pets", "pet", "parrot"));
        ValueSet both = valueSet("both");
        both.getCompose().addInclude().addValueSet("urn:cats").addValueSet("urn:pets");
        ValueSet either = valueSet("either");
        either.getCompose().addInclude().addValueSet("urn:cats");
        either.getCompose().addInclude().addValueSet("urn:pets");

        assertThat(codes(both)).containsExactly("pet");
        assertThat(codes(either)).containsExactly("cat", "pet", "parrot");
    }

    @Test
    void aValueSetThatImportsItselfIsRefused() {
        ValueSet first = valueSet("first");
        ValueSet second = valueSet("second");
        first.getCompose().addInclude().addValueSet("urn:second");
        second.getCompose().addInclude().addValueSet("urn:first");
        here.add(first);
        here.add(second);

        assertThatThrownBy(() -> codes(first)).isInstanceOf(NotHere.class).hasMessageContaining("imports itself");
    }

    @Test
    void withoutTheCodesThatAreExcludedNothingCanBeSaid() {
        ValueSet valueSet = valueSet("set");
        include(valueSet);
        valueSet.getCompose().addExclude().setSystem("urn:unknown");

        assertThatThrownBy(() -> codes(valueSet)).isInstanceOf(NotHere.class).hasMessageContaining("urn:unknown");
    }

    @Test
    void aCodeIsFoundAlthoughOthersAreUnknown() {
        ValueSet valueSet = valueSet("set");
        include(valueSet);
        valueSet.getCompose().addInclude().setSystem("urn:unknown");
        Expansion expansion = expander.expand(valueSet);

        assertThat(expansion.find(new Code("urn:animals", "cat"))).isPresent();
        assertThat(expansion.find(new Code("urn:animals", "cow"))).isEmpty();
        assertThatThrownBy(() -> expansion.find(new Code("urn:unknown", "x"))).isInstanceOf(NotHere.class);
    }

    @Test
    void unitsBelongToAValueSetOfAllUnits() {
        ValueSet valueSet = valueSet("units");
        valueSet.getCompose().addInclude().setSystem("http://unitsofmeasure.org");
        Expansion expansion = expander.expand(valueSet);

        assertThat(expansion.find(new Code("http://unitsofmeasure.org", "mg/d")))
                .isPresent();
        assertThat(expansion.find(new Code("http://unitsofmeasure.org", "(".repeat(90))))
                .isEmpty();
        assertThat(expansion.find(new Code("http://unitsofmeasure.org", "m".repeat(5000))))
                .isEmpty();
    }

    @Test
    void aValueSetWithoutDefinitionHoldsWhatItsExpansionLists() {
        ValueSet valueSet = new ValueSet();
        valueSet.setUrl("urn:listed");
        var parent = valueSet.getExpansion().addContains().setAbstract(true);
        parent.addContains().setSystem("urn:x").setCode("a");
        parent.addContains().setSystem("urn:x").setCode("b");

        assertThat(codes(valueSet)).containsExactly("a", "b");

        valueSet.setVersion("2").getExpansion().setTotal(3);
        assertThatThrownBy(() -> codes(valueSet)).isInstanceOf(NotHere.class).hasMessageContaining("but a part");
    }

    @Test
    void aHierarchyOfPartsSubsumesNothing() {
        DefinedCodes codes = systems.codes(animals);
        assertThat(codes.below("pet")).hasSize(3);

        animals.setHierarchyMeaning(CodeSystemHierarchyMeaning.PARTOF);
        assertThat(codes.below("pet")).hasSize(1);
        assertThat(codes.above("cat")).hasSize(1);
    }

    @Test
    void aCodeSystemThatIgnoresCaseFindsItsCodesInAny() {
        animals.setCaseSensitive(false);
        assertThat(systems.codes(animals).find("CAT")).isPresent();
        assertThat(services.checker().inCodeSystem(question("CAT")).right()).isTrue();

        ValueSet valueSet = valueSet("set");
        include(valueSet);
        assertThat(services.checker().inValueSet(valueSet, question("Cat")).right())
                .isTrue();
    }

    @Test
    void whatIsInstalledLaterCounts() {
        ValueSet valueSet = listing("set", "cat");
        assertThat(codes(valueSet)).containsExactly("cat");
        assertThatThrownBy(() -> systems.require("urn:plants", null)).isInstanceOf(NotHere.class);

        CodeSystem plants = new CodeSystem();
        plants.setUrl("urn:plants").setContent(CodeSystemContentMode.COMPLETE).setId("plants");
        here.add(plants);
        revision++;

        assertThat(systems.require("urn:plants", null).system()).isEqualTo("urn:plants");
        assertThat(codes(listing("set", "pet"))).containsExactly("pet");
    }

    private static CodeQuestion question(String code) {
        var coding = new org.hl7.fhir.r4.model.Coding("urn:animals", code, null);
        return new CodeQuestion(List.of(coding), "coding", false, null);
    }

    private List<String> codes(ValueSet valueSet) {
        return expander.expand(valueSet).requireKnown().concepts().stream()
                .map(concept -> concept.code().code())
                .toList();
    }

    private static ConceptSetComponent include(ValueSet valueSet) {
        return valueSet.getCompose().addInclude().setSystem("urn:animals");
    }

    private static ValueSet valueSet(String name) {
        ValueSet valueSet = new ValueSet();
        valueSet.setUrl("urn:" + name).setId(name);
        return valueSet;
    }

    private static ValueSet listing(String name, String... codes) {
        ValueSet valueSet = valueSet(name);
        ConceptSetComponent include = include(valueSet);
        List.of(codes).forEach(code -> include.addConcept().setCode(code));
        return valueSet;
    }
}
