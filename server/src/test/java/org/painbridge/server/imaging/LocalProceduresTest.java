package org.painbridge.server.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.Procedure;
import org.painbridge.imaging.ProcedureCatalogue;

class LocalProceduresTest {
    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final String CATALOGUE = "https://clinic.example/orders";

    @TempDir
    private Path folder;

    @Test
    void aCodeOfTheSitesOwnCatalogueStandsForTheProcedureOfItsMap() throws IOException {
        ProcedureCatalogue shipped = new ProcedureCatalogue(new Terminology());
        String key = shipped.all().iterator().next().key();

        Map<Code, String> local = read(map("MRLSP", key, "equivalent"));

        ProcedureCatalogue procedures = new ProcedureCatalogue(new Terminology(), local);
        assertThat(procedures.find(Code.of(CATALOGUE, "MRLSP")).map(Procedure::key))
                .contains(key);
        assertThat(shipped.find(Code.of(CATALOGUE, "MRLSP"))).isEmpty();
    }

    @Test
    void aNarrowerTargetIsNoAnswer() throws IOException {
        assertThat(read(map("MRLSP", "any", "narrower"))).isEmpty();
    }

    @Test
    void aCodeForTwoProceduresIsRefusedByName() throws IOException {
        String second = file("second.json", map("MRLSP", "two", "equivalent"));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LocalProcedures.in(R4, List.of(file("first.json", map("MRLSP", "one", "equivalent")), second)))
                .withMessageContaining("second.json")
                .withMessageContaining("MRLSP")
                .withMessageContaining("one")
                .withMessageContaining("two");
    }

    @Test
    void aMapToOtherCodesIsRefused() {
        String map = map("MRLSP", "any", "equivalent").replace(Procedure.SYSTEM, "http://loinc.org");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(map))
                .withMessageContaining("http://loinc.org")
                .withMessageContaining(Procedure.SYSTEM);
    }

    @Test
    void aFileThatIsNoConceptMapIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{\"resourceType\":\"Patient\"}"))
                .withMessageContaining("map.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalProcedures.in(
                        R4, List.of(folder.resolve("none.json").toString())))
                .withMessageContaining("none.json");
    }

    private Map<Code, String> read(String map) throws IOException {
        return LocalProcedures.in(R4, List.of(file("map.json", map)));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static String map(String code, String key, String equivalence) {
        return """
                {"resourceType":"ConceptMap","status":"active","group":[{"source":"%s","target":"%s",
                "element":[{"code":"%s","target":[{"code":"%s","equivalence":"%s"}]}]}]}
                """.formatted(CATALOGUE, Procedure.SYSTEM, code, key, equivalence);
    }
}
