package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Flag;
import org.hl7.fhir.r4.model.Flag.FlagStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

/** The loader against the running server. */
@ServerTest
class LoadBundlesIT extends ServerScenarios {
    /** The largest of 30 patients with seed 1 has 7671. */
    private static final int ENTRIES_OF_A_LARGE_BUNDLE = 8000;

    private final String npi = "urn:npi|" + unique();
    private final String mrn = unique();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void practitionersGoFirstAndEveryEntryIsCounted() throws Exception {
        write("Aaron.json", patient());
        write("practitionerInformation1.json", practitioner());
        write("practitionerInformation2.json", practitioner());

        assertThat(load(folder, base())).isZero();

        assertThat(said(out)).startsWith("3 of 3 bundles taken in whole: 2 resources created, 1 found there;");
        assertThat(said(err)).isEmpty();
    }

    @Test
    void whatDeriveDispensesWritesIsTakenWholeWithItsDispenses() throws Exception {
        Bundle synthea = DispenseDerivationTest.bundle();
        ((Patient) synthea.getEntryFirstRep().getResource()).addIdentifier(identifier("urn:mrn|" + mrn));
        write("Aaron.json", synthea);
        write("practitionerInformation1.json", practitioner("http://hl7.org/fhir/sid/us-npi|9999989392"));
        Path derived = folder.resolve("derived");

        assertThat(derive(folder, derived)).isZero();
        assertThat(load(derived, base())).isZero();

        assertThat(said(err)).isEmpty();
        assertThat(said(out))
                .startsWith("2 bundles with 5 dispenses in " + derived)
                .contains("2 of 2 bundles taken");
        String patient = idOf("Patient?identifier=urn:mrn|" + mrn);
        assertThat(http().get("MedicationDispense?_total=accurate&patient=Patient/" + patient)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void aRefusedBundleIsOneLineAndTheOthersAreTaken() throws Exception {
        write("Aaron.json", patient());
        write("Berta.json", bundle(somebody()));

        assertThat(load(folder, base())).isEqualTo(1);

        assertThat(said(out)).startsWith("1 of 2 bundles taken in whole: 1 resources created");
        assertThat(said(err))
                .startsWith("Refused Aaron.json: 400 ")
                .contains("Bundle.entry[0]", "matches")
                .hasLineCount(1);
    }

    @Test
    void anEntryThatABatchLeavesOutIsARefusal() throws Exception {
        write(
                "Berta.json",
                bundle(somebody(), new Flag().setStatus(FlagStatus.ACTIVE)).setType(BundleType.BATCH));

        assertThat(load(folder, base())).isEqualTo(1);

        assertThat(said(out)).startsWith("0 of 1 bundles taken in whole: 1 resources created");
        assertThat(said(err)).startsWith("Refused Berta.json: entry 1: 404 ").hasLineCount(1);
    }

    @Test
    void aFileThatIsNoBundleIsRefusedInOneLine() throws Exception {
        Files.writeString(folder.resolve("Carla.json"), "{");

        assertThat(load(folder, base())).isEqualTo(1);

        assertThat(said(err)).startsWith("Refused Carla.json: 400 ").hasLineCount(1);
    }

    @Test
    void aLargeBundleOfSyntheasIsTakenWithTheDefaultLimits() throws Exception {
        Bundle large = bundle();
        for (int i = 0; i < ENTRIES_OF_A_LARGE_BUNDLE; i++) {
            add(large, somebody());
        }
        write("Large.json", large);

        assertThat(load(folder, base())).isZero();

        assertThat(said(out)).contains(ENTRIES_OF_A_LARGE_BUNDLE + " resources created");
    }

    @Test
    void whereNoServerListensTheMessageSaysSo() throws Exception {
        write("Berta.json", bundle(somebody()));
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(load(folder, "http://127.0.0.1:" + free + "/fhir")).isEqualTo(1);

        assertThat(said(err))
                .startsWith("No server at http://127.0.0.1:" + free + "/fhir")
                .hasLineCount(1);
    }

    @Test
    void argumentsThatMakeNoSenseAreSaidInOneLine() throws Exception {
        assertThat(load(folder, base())).isEqualTo(2);
        assertThat(said(err)).isEqualTo("No .json files in " + folder + "\n");

        assertThat(load(folder.resolve("missing"), base())).isEqualTo(2);
        assertThat(said(err)).contains("Not a folder that can be read: " + folder.resolve("missing"));

        write("Berta.json", bundle(somebody()));
        assertThat(load(folder, "localhost:8080/fhir")).isEqualTo(2);
        assertThat(said(err)).hasLineCount(3);
    }

    private int load(Path from, String url) throws InterruptedException {
        return LoadBundles.run(List.of(from.toString(), url), new PrintStream(out), new PrintStream(err));
    }

    private int derive(Path from, Path to) {
        List<String> arguments = List.of(from.toString(), to.toString(), "2026-11-01");
        return DeriveDispenses.run(arguments, new PrintStream(out), new PrintStream(err));
    }

    private String idOf(String search) {
        return http().get(search.replace("|", "%7C"))
                .json()
                .at("/entry/0/resource/id")
                .asText();
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private void write(String name, Bundle bundle) throws IOException {
        Files.writeString(folder.resolve(name), json(bundle));
    }

    private static Patient somebody() {
        return new Patient().setActive(true);
    }

    private Bundle patient() {
        Patient patient = somebody();
        patient.addGeneralPractitioner().setReference("Practitioner?identifier=" + npi);
        return bundle(patient);
    }

    private Bundle practitioner() {
        return practitioner(npi);
    }

    private static Bundle practitioner(String identifier) {
        Bundle bundle = bundle(new Practitioner().addIdentifier(identifier(identifier)));
        bundle.getEntryFirstRep().getRequest().setIfNoneExist("identifier=" + identifier);
        return bundle;
    }

    private static Identifier identifier(String token) {
        String[] parts = token.split("\\|");
        return new Identifier().setSystem(parts[0]).setValue(parts[1]);
    }

    private static Bundle bundle(Resource... resources) {
        Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
        List.of(resources).forEach(resource -> add(bundle, resource));
        return bundle;
    }

    private static void add(Bundle bundle, Resource resource) {
        Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(resource);
        entry.getRequest().setMethod(HTTPVerb.POST).setUrl(resource.fhirType());
    }
}
