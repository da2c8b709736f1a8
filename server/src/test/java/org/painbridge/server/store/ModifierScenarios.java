package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** {@code :text :in :not-in :of-type} of tokens, {@code :above :below} of addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModifierScenarios extends ServerScenarios {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/v2-0203";
    private static final String INFECTION = "https://painbridge.example/fhir/ValueSet/indication-spinal-infection";
    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put(
                "member",
                condition(new Coding("http://hl7.org/fhir/sid/icd-10", "M46.4", "Discitis"), "Infection of a disc"));
        sample.put("elsewhere", condition(new Coding("urn:local", "M46.4", "Élan"), null));
        sample.put("other", condition(new Coding(SNOMED, "22253000", "Pain"), "discomfort"));
        sample.put("uncoded", condition(null, "Disc something"));
        sample.put("chart", patient("MR", "446053"));
        sample.put("licence", patient("DL", "446053"));
        sample.put("untyped", patient(null, "446053"));
        sample.put("plan", plan("http://example.org/guides/pain/back"));
        sample.put("wider", plan("http://example.org/guides/pain"));
        sample.put("similar", plan("http://example.org/guides/painful"));
        sample.put("urn", plan("urn:oid:1.2.3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Condition; code:text; disc; member other uncoded",
                "Condition; code:text; DISCITIS; member",
                "Condition; code:text; elan; elsewhere",
                "Condition; code:text; infection,pain; member other",
                "Condition; code:text; something; ''",
                "Condition; subject:Patient._tag:text; a; ''",
                "Condition; code:in; {set}; member",
                "Condition; code:not-in; {set}; elsewhere other uncoded",
                "Patient; identifier:of-type; {types}|MR|446053; chart",
                "Patient; identifier:of-type; {types}|mr|446053; chart",
                "Patient; identifier:of-type; |MR|446053; chart",
                "Patient; identifier:of-type; urn:other|MR|446053; ''",
                "Patient; identifier:of-type; {types}|MR|44605; ''",
                "Patient; identifier:text; medical; chart licence",
                "CarePlan; instantiates-uri:below; http://example.org/guides/pain; plan wider",
                "CarePlan; instantiates-uri:below; http://example.org/guides/; plan wider similar",
                "CarePlan; instantiates-uri:below; urn:oid:1.2; ''",
                "CarePlan; instantiates-uri:above; http://example.org/guides/pain/back/chronic; plan wider",
                "CarePlan; instantiates-uri:above; http://example.org/guides/painful; similar",
                "CarePlan; instantiates-uri:above; urn:oid:1.2.3; urn",
            })
    void aModifierComparesAsR4Says(String type, String parameter, String value, String expected) {
        String written = value.replace("{set}", INFECTION).replace("{types}", TYPES);

        assertThat(String.join(" ", sample.search(type, parameter, written))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Patient; identifier:of-type; MR|446053; identifier's type",
                "Patient; gender:of-type; a|b|c; not supported",
                "Patient; identifier:of-type; a|b|c|d; identifier's type",
                "Condition; code:in; http://example.org/ValueSet/nobody-knows; nobody-knows",
                "Condition; code:below; 22253000; system|code",
                "Condition; code:above; urn:nobody-knows|1; urn:nobody-knows",
                "Condition; code:exact; 22253000; not supported",
                "Condition; onset-date:above; 2020; not supported",
            })
    void whatAModifierCannotCompareIsRefused(String type, String parameter, String value, String said) {
        assertThat(http().get(sample.url(type, parameter, value)))
                .isRefused(400, "invalid-search")
                .at("http." + parameter)
                .saying(said);
    }

    @ParameterizedTest
    @CsvSource({"_filter, name eq Smith", "_text, pain", "_content, pain", "_list, 1"})
    void whatIsNotServedIsRefusedAndNeverPassedOver(String parameter, String value) {
        assertThat(http().get(sample.url("Patient", parameter, value), "Prefer", "handling=lenient"))
                .isRefused(400, "invalid-search")
                .at("http." + parameter);
    }

    private static Condition condition(Coding coding, String text) {
        Condition condition = new Condition().setSubject(new Reference().setDisplay("made up"));
        condition.getCode().setText(text);
        if (coding != null) {
            condition.getCode().addCoding(coding);
        }
        return condition;
    }

    private static Patient patient(String type, String value) {
        Identifier identifier = new Identifier().setSystem("urn:made-up:chart").setValue(value);
        if (type != null) {
            identifier.getType().setText("Medical number").addCoding(new Coding(TYPES, type, null));
        }
        return new Patient().addIdentifier(identifier);
    }

    private static CarePlan plan(String uri) {
        CarePlan plan = new CarePlan().setStatus(CarePlanStatus.ACTIVE).setIntent(CarePlanIntent.PLAN);
        plan.setSubject(new Reference().setDisplay("made up"));
        plan.addInstantiatesUri(uri);
        return plan;
    }
}
