package org.painbridge.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.SupplyDelivery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;

/** What is in the files of exports. Filters by a tag keep the data of other tests out. */
abstract class ExportScenarios extends ServerScenarios {
    private Sample sample;
    private ExportClient export;

    @BeforeEach
    void begin() {
        sample = sample();
        export = new ExportClient(http(), base());
    }

    @Test
    void anExportOfTheServerHasEachResourceOnceAsItIsStored() {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sample.put("d" + i, new SupplyDelivery());
            stored.add(http().get("SupplyDelivery/" + sample.id("d" + i)).text());
        }
        sample.put("place", new Location().setName("Line\nbreak \"and\" quotes é"));
        http().delete("SupplyDelivery/" + sample.id("d6"));

        JsonNode manifest = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery", "Location")));

        assertThat(export.types(manifest)).containsExactly("Location", "SupplyDelivery");
        assertThat(export.lines(manifest, "SupplyDelivery")).containsExactlyElementsOf(stored.subList(0, 6));
        assertThat(export.lines(manifest, "Location"))
                .containsExactly(http().get("Location/" + sample.id("place")).text());
    }

    @Test
    void anExportOfPatientsHasWhatIsInTheirCompartments() {
        sample.put("ann", new Patient());
        sample.put("of-ann", observation("ann"));
        sample.put("of-nobody", new Observation());
        sample.put("by-ann", new Observation().addPerformer(new Reference("Patient/" + sample.id("ann"))));
        sample.put("how-of-ann", provenance("of-ann"));
        sample.put("how-of-nobody", provenance("of-nobody"));

        JsonNode manifest = export.manifest(
                export.begin("Patient/$export?" + export.of(sample, "Patient", "Observation", "Provenance")));

        assertThat(export.names(sample, manifest, "Patient")).containsExactly("ann");
        assertThat(export.names(sample, manifest, "Observation")).containsExactlyInAnyOrder("of-ann", "by-ann");
        assertThat(export.names(sample, manifest, "Provenance")).containsExactly("how-of-ann");
    }

    @Test
    void anExportOfAGroupHasItsMembersOnly() {
        for (String name : List.of("ann", "bob", "carl")) {
            sample.put(name, new Patient());
            sample.put("of-" + name, observation(name));
            sample.put("how-of-" + name, provenance("of-" + name));
        }
        Group group = new Group();
        group.addMember().setEntity(new Reference("Patient/" + sample.id("ann")));
        group.addMember().setEntity(new Reference("Patient/" + sample.id("ann")));
        group.addMember()
                .setEntity(new Reference("Patient/" + sample.id("carl")))
                .setInactive(true);
        sample.put("group", group);

        JsonNode manifest = export.manifest(export.begin("Group/" + sample.id("group") + "/$export"));

        assertThat(export.types(manifest)).containsExactly("Patient", "Observation", "Provenance");
        assertThat(export.names(sample, manifest, "Patient")).containsExactly("ann");
        assertThat(export.names(sample, manifest, "Observation")).containsExactly("of-ann");
        assertThat(export.names(sample, manifest, "Provenance")).containsExactly("how-of-ann");
    }

    @Test
    void anExportOfAnEmptyGroupIsEmpty() {
        sample.put("nobody", new Group());

        JsonNode manifest = export.manifest(export.begin("Group/" + sample.id("nobody") + "/$export"));

        assertThat(manifest.path("output")).isEmpty();
    }

    @Test
    void theNextExportSinceTheTimeOfOneHasWhatWasWrittenBetween() {
        sample.put("before", new SupplyDelivery());
        JsonNode first = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery")));
        sample.put("after", new SupplyDelivery());

        JsonNode next = export.manifest(export.begin("$export?" + export.of(sample, "SupplyDelivery") + "&_since="
                + ExportClient.encoded(first.path("transactionTime").asText())));

        assertThat(export.names(sample, first, "SupplyDelivery")).containsExactly("before");
        assertThat(export.names(sample, next, "SupplyDelivery")).contains("after");
    }

    @Test
    void filtersOfOneTypeAreAlternativesAndKeepTheirCommas() {
        sample.put("final", observation("x").setStatus(ObservationStatus.FINAL));
        sample.put("amended", observation("x").setStatus(ObservationStatus.AMENDED));
        sample.put("preliminary", observation("x").setStatus(ObservationStatus.PRELIMINARY));
        sample.put("unknown", observation("x").setStatus(ObservationStatus.UNKNOWN));
        sample.put("place", new Location());
        String tag = "_tag=" + sample.mark();
        String filters = "Observation?status=final,amended&" + tag + ",Observation?status=unknown&" + tag;

        JsonNode manifest = export.manifest(export.begin("$export?_type=Observation,Location&_typeFilter="
                + ExportClient.encoded(filters) + "&_typeFilter=" + ExportClient.encoded("Location?" + tag)));

        assertThat(export.names(sample, manifest, "Observation"))
                .containsExactlyInAnyOrder("final", "amended", "unknown");
        assertThat(export.names(sample, manifest, "Location")).containsExactly("place");
    }

    @Test
    void theRequestMayBePosted() {
        sample.put("d", new SupplyDelivery());
        Parameters parameters = new Parameters();
        parameters.addParameter("_type", "SupplyDelivery");
        parameters.addParameter("_typeFilter", "SupplyDelivery?_tag=" + sample.mark());
        parameters.addParameter().setName("_since").setValue(new InstantType("2020-01-01T00:00:00Z"));
        parameters.addParameter().setName("_outputFormat").setValue(new CodeType("application/fhir+ndjson"));

        JsonNode manifest =
                export.manifest(export.begun(http().post("$export", json(parameters), "Prefer", "respond-async")));

        assertThat(export.names(sample, manifest, "SupplyDelivery")).containsExactly("d");
        assertThat(manifest.path("request").asText()).isEqualTo(base() + "/$export");
    }

    private Observation observation(String patient) {
        return new Observation().setSubject(new Reference("Patient/" + sample.id(patient)));
    }

    private Provenance provenance(String observation) {
        return new Provenance().addTarget(new Reference("Observation/" + sample.id(observation)));
    }
}
