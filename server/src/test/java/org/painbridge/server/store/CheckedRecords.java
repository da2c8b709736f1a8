package org.painbridge.server.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

/** Resources in some versions, what is damaged about them, and what the check says. */
abstract class CheckedRecords extends ServerScenarios {
    static final String SUBJECT = "urn:made-up:subject";

    @Autowired
    ConsistencyCheck check;

    @Autowired
    DataSource dataSource;

    Sample sample;
    long before;

    @BeforeEach
    void storeSomeVersions() {
        sample = sample();
        sample.put("patient", new Patient().addName(new HumanName().setFamily("Nobody")));
        before = resId("Patient", "patient") - 1;
        sample.put("observation", observation());
        sample.put("deleted", observation());
        http().delete("Observation/" + sample.id("deleted"));
        http().put("Observation/" + sample.id("observation"), json(changed()));
    }

    /** Of what the test stored: all other tests' data need not be looked at for each kind of damage. */
    CheckReport newest() throws SQLException {
        return check.run(before);
    }

    Answer reindex(String type) {
        return http().post(
                        "$reindex",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"" + type
                                + "\"}]}");
    }

    static int count(Answer answer, String name) {
        for (var parameter : answer.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("valueInteger").asInt();
            }
        }
        throw new AssertionError("No " + name + " in " + answer.text());
    }

    Observation observation() {
        Observation observation = new Observation().setValue(new Quantity(4.2).setUnit("mg"));
        observation.getCode().addCoding().setSystem("urn:made-up:code").setCode("Pain");
        observation.setSubject(new Reference());
        observation.getSubject().getIdentifier().setSystem(SUBJECT).setValue("1");
        return observation.setEffective(new DateTimeType("2026-03"));
    }

    Observation changed() {
        Observation changed = observation();
        changed.setId(sample.id("observation"));
        changed.getMeta().addTag().setSystem("urn:painbridge:test").setCode(sample.mark());
        return changed;
    }

    long resId(String observation) {
        return resId("Observation", observation);
    }

    long resId(String type, String name) {
        return database()
                .sql("select res_id from fhir_resource where type_id = ? and fhir_id = ?")
                .params(NameIds.of(type), sample.id(name))
                .query(Long.class)
                .single();
    }

    byte[] body() {
        return database()
                .sql("select body from fhir_resource where res_id = ?")
                .params(resId("observation"))
                .query(byte[].class)
                .single();
    }

    void body(byte[] content) {
        database()
                .sql("update fhir_resource set body = ? where res_id = ?")
                .params(content, resId("observation"))
                .update();
    }
}
