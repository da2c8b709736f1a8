package org.painbridge.server.fhirserver;

import static org.painbridge.server.AnswerAssert.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.ServerScenarios;

/** A patient for each test, who is patched. */
abstract class PatchedPatientScenarios extends ServerScenarios {
    String id;
    String url;

    @BeforeEach
    void store() {
        id = unique();
        url = "Patient/" + id;
        String body = "{'resourceType':'Patient','id':'" + id + "','active':true,'gender':'other',"
                + "'name':[{'family':'Fictitious','given':['Ann','Bea']}]}";
        assertThat(http().put(url, body.replace('\'', '"'))).hasStatus(201);
    }
}
