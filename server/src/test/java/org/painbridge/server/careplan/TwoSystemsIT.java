package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.painbridge.server.DemoServer;

/**
 * A care plan from push to its end between two systems that know FHIR and nothing of this code: a specialist's, which is HAPI's
 * client, and the EMR of a family practice, src/test/standin/emr.mjs, which is Node's fhir-kit-client in a process of its own.
 * Left out where the build has found no Node: nothing else wants it.
 */
@EnabledIf("thereIsNode")
class TwoSystemsIT {
    private static final String PHYSICIAN = "PractitionerRole/role-alma-sampleworth";
    private static final String SPECIALIST = "PractitionerRole/role-greta-mockingham";
    private static final Path STAND_IN = Path.of("target/standin");

    static boolean thereIsNode() {
        return Files.exists(STAND_IN.resolve("node_modules"));
    }

    private final String run = UUID.randomUUID().toString();
    private final IGenericClient fhir = specialist();
    private final Process emr = start();
    private final BufferedReader told = emr.inputReader();
    private int requests;

    @AfterEach
    void theOtherSystemEnds() {
        emr.destroyForcibly();
    }

    @Test
    void thePlanGoesFromPushToThePrintedFile() throws IOException, InterruptedException {
        String patient = says("registered");
        says("subscribed");

        Parameters pushed = fhir.operation()
                .onType(CarePlan.class)
                .named("$push")
                .withParameters(push(patient))
                .execute();
        String plan = versionless(pushed, "carePlan");
        assertThat(says("acknowledged")).isEqualTo(plan);
        assertThat(says("answered")).isEqualTo(plan);
        assertThat(read(plan).getStatus().toCode()).isEqualTo("active");

        Task proposal =
                fhir.read().resource(Task.class).withUrl(says("proposed")).execute();
        assertThat(proposal.getOwner().getReference()).isEqualTo(SPECIALIST);
        perform(proposal.getIdElement(), "$decide", new CodeType("accept"));
        says("merged");
        says("done");

        perform(read(plan).getIdElement(), "$complete", null);
        assertThat(says("filed")).startsWith("application/pdf %PDF-");
        assertThat(emr.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(emr.exitValue()).isZero();
        assertThat(fhir.search()
                        .forResource(Provenance.class)
                        .where(Provenance.TARGET.hasId(plan))
                        .returnBundle(Bundle.class)
                        .execute()
                        .getEntry())
                .hasSizeGreaterThanOrEqualTo(4);
    }

    /** What the other system says it has done; anything else it says is a failure. */
    private String says(String done) throws IOException {
        String line = told.readLine();
        assertThat(line).as("what the EMR says").startsWith(done);
        return line.substring(done.length()).strip();
    }

    private void perform(IdType target, String operation, CodeType decision) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("author").setValue(new Reference(SPECIALIST));
        parameters.addParameter().setName("identifier").setValue(identifier("urn:made-up:requests", "" + ++requests));
        if (decision != null) {
            parameters.addParameter().setName("decision").setValue(decision);
        }
        fhir.operation()
                .onInstance(target.toUnqualifiedVersionless())
                .named(operation)
                .withParameters(parameters)
                .withAdditionalHeader("If-Match", "W/\"" + target.getVersionIdPart() + "\"")
                .execute();
    }

    private CarePlan read(String plan) {
        return fhir.read().resource(CarePlan.class).withUrl(plan).execute();
    }

    private static String versionless(Parameters answer, String name) {
        Reference reference = (Reference) answer.getParameter(name).getValue();
        return new IdType(reference.getReference()).toUnqualifiedVersionless().getValue();
    }

    /** The sample's plan, for another patient and under names of its own. */
    private Parameters push(String patient) throws IOException {
        String text = Files.readString(Path.of("samples/requests/push-walter.json"))
                .replace("Patient/pat-walter-example", patient)
                .replace("PUSH-WALTER", "push-" + run)
                .replace("PLAN-WALTER", "plan-" + run);
        Parameters push = fhir.getFhirContext().newJsonParser().parseResource(Parameters.class, text);
        push.addParameter().setName("recipient").setValue(new Reference(PHYSICIAN));
        return push;
    }

    private Identifier identifier(String system, String value) {
        return new Identifier().setSystem(system).setValue(value + "-" + run);
    }

    private static IGenericClient specialist() {
        FhirContext context = FhirContext.forR4();
        context.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        context.getRestfulClientFactory()
                .setSocketTimeout(60_000); // The first push finds all cold, beside other tests.
        IGenericClient client = context.newRestfulGenericClient(DemoServer.url() + "/fhir");
        client.registerInterceptor(
                new BearerTokenAuthInterceptor(DemoServer.as("specialist")[1].substring("Bearer ".length())));
        return client;
    }

    private static Process start() {
        try {
            return new ProcessBuilder(
                            "node",
                            "emr.mjs",
                            DemoServer.url() + "/fhir",
                            DemoServer.url() + "/oauth2/token",
                            PHYSICIAN)
                    .directory(STAND_IN.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
