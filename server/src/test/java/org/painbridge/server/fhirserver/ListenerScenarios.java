package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.RefusingListener;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

abstract class ListenerScenarios extends ServerScenarios {

    @Test
    void aListenerThatFailsTakesTheWriteBack() {
        RowCounts before = rows();

        assertThat(http().post("Patient", json(refused())))
                .isRefused(500, "internal")
                .saying("X-Request-Id");

        assertThat(rows()).isEqualTo(before);
        assertThat(namesOfTheListener()).isZero();
    }

    @Test
    void aListenerThatFailsTakesTheWholeTransactionBack() {
        String known = unique();
        http().post("", json(transaction(put(known, new Patient().setActive(true)))));
        RowCounts before = rows();

        var answer = http().post(
                        "",
                        json(transaction(
                                put(known, new Patient().setActive(true)),
                                post(refused()),
                                post(new Patient().setActive(true)))));

        assertThat(answer).isRefused(500, "internal");
        assertThat(rows()).isEqualTo(before);
        assertThat(namesOfTheListener()).isZero();
        assertThat(http().get("Patient/" + known)).hasHeader("ETag", "W/\"1\"");
    }

    private static Patient refused() {
        Patient patient = new Patient();
        patient.addName().setFamily(RefusingListener.FAMILY);
        return patient;
    }

    private long namesOfTheListener() {
        return database()
                .sql("select count(*) from fhir_name where id = ?")
                .param(RefusingListener.NAME_ID)
                .query(Long.class)
                .single();
    }
}
