package org.painbridge.server;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Scenarios that hold on every database: one subclass runs them on H2, one on PostgreSQL. */
public abstract class ServerScenarios {
    static {
        // Else whoever waits would fail by a thread of another server, which ends while its validator gets warm.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2)); // Who waits has no say in how fast the machine is.
    }

    @LocalServerPort
    private int port;

    @Autowired
    private FhirContext context;

    @Autowired
    private DataSource dataSource;

    protected final String base() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    protected final FhirHttp http() {
        return new FhirHttp(base());
    }

    protected final IGenericClient client() {
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        return context.newRestfulGenericClient(base());
    }

    protected final FhirContext context() {
        return context;
    }

    protected final JdbcClient database() {
        return JdbcClient.create(dataSource);
    }

    protected final RowCounts rows() {
        return RowCounts.of(database());
    }

    protected final String json(Resource resource) {
        return context.newJsonParser().encodeResourceToString(resource);
    }

    /** Data of one test, apart from that of all others. */
    protected final Sample sample() {
        return new Sample(http(), context);
    }

    /** A word that no other test uses; fit for ids. */
    protected static String unique() {
        return UUID.randomUUID().toString().substring(0, 13);
    }
}
