package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;

/** However it is asked for, nothing tells of what a patient withholds. */
abstract class WithheldAnswerScenarios extends DirectedRecords {
    @Test
    void searchesTotalsChainsAndIncludesTellNothingOfIt() {
        direct(Directives.against(patient("anna"), doctor));

        assertThat(found("Observation")).containsExactly("of-bert");
        assertThat(view().search(query("Observation").where("_total", "accurate"))
                        .total())
                .isEqualTo(1);
        assertThat(view().search(query("Observation").where("_summary", "count"))
                        .total())
                .isEqualTo(1);
        assertThat(found("Patient", "_has:Observation:patient:status", "final")).containsExactly("bert");
        assertThat(found("Patient")).containsExactlyInAnyOrder("anna", "bert");
        assertThat(names(view().search(query("Patient").where("_revinclude", "Observation:subject"))
                        .included()))
                .containsExactly("of-bert");
        Observation pointing = of("bert");
        pointing.addHasMember(new Reference("Observation/" + sample.id("of-anna")));
        sample.put("pointing", pointing);
        assertThat(found("Observation", "has-member:Observation.status", "final"))
                .isEmpty();
        assertThat(names(view().search(query("Observation").where("_include", "Observation:has-member"))
                        .included()))
                .isEmpty();
        assertThat(view().everything(everything("anna")).matches())
                .extracting(StoredResource::type)
                .containsExactly("Patient");
    }

    @Test
    void aChainLeadsThroughNoPatientWhoIsWithheld() {
        direct(Directives.about(Directives.of(patient("anna")), patient("anna")));

        assertThat(found("Observation", "subject:Patient.family", "Anna")).isEmpty();
        assertThat(found("Observation", "subject:Patient.family", "Bert")).containsExactly("of-bert");
        assertThat(found("Patient")).containsExactly("bert");
        assertThat(view().everything(everything("anna")).matches()).isEmpty();
    }

    @Test
    void versionsHistoriesAndLabelsTellNothingOfIt() {
        Observation labelled = of("anna");
        labelled.getMeta().addSecurity().setSystem("urn:made-up:label").setCode(sample.mark());
        change("of-anna", labelled);
        assertThat(view().labels(List.of("Observation")).getSecurity("urn:made-up:label", sample.mark()))
                .isNotNull();

        direct(Directives.against(patient("anna"), doctor));

        assertThat(view().version("Observation", sample.id("of-anna"), 1)).isEmpty();
        assertThat(view().labels(List.of("Observation")).getSecurity("urn:made-up:label", sample.mark()))
                .isNull();
        assertThatThrownBy(() -> view().history(history("of-anna"))).isInstanceOf(StoreProblem.NotFound.class);
        assertThat(historyOfType()).contains("of-bert").doesNotContain("of-anna");
    }

    @Test
    void aVersionThatWasTheOtherPatientsStaysWithheld() {
        direct(Directives.against(patient("anna"), doctor));
        change("of-anna", of("bert"));

        assertThat(view().version("Observation", sample.id("of-anna"), 2)).isPresent();
        assertThat(view().version("Observation", sample.id("of-anna"), 1)).isEmpty();
        assertThat(view().history(history("of-anna")).versions()).hasSize(1);
    }

    @Test
    void thatSomethingWasDeletedIsWithheldWithIt() {
        direct(Directives.against(patient("anna"), doctor));
        http().delete("Observation/" + sample.id("of-anna"));
        http().delete("Observation/" + sample.id("of-bert"));

        assertThat(view().read("Observation", sample.id("of-anna"))).isEmpty();
        assertThat(view().read("Observation", sample.id("of-bert"))).isPresent();
        assertThatThrownBy(() -> view().history(history("of-anna"))).isInstanceOf(StoreProblem.NotFound.class);
        assertThat(historyOfType()).contains("of-bert").doesNotContain("of-anna");
    }

    /** As after an upgrade from a build without these rows. */
    @Test
    void aReindexFindsWhatIsWithheld() {
        direct(Directives.against(patient("anna"), doctor));
        database()
                .sql("delete from consent_directive where source = ?")
                .param("Consent/" + sample.id("directive"))
                .update();
        assertSeen("anna");

        String type = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"Consent\"}]}";
        assertThat(http().post("$reindex", type).status()).isEqualTo(200);

        assertHidden("anna");
    }

    private List<String> historyOfType() {
        return names(
                view().history(new TypeHistoryQuery(List.of("Observation"), 50, null, null, null)).versions().stream()
                        .map(HistoryPage.Version::stored)
                        .toList());
    }

    private HistoryQuery history(String observation) {
        return new HistoryQuery("Observation", sample.id(observation), null, null, null, null);
    }

    private EverythingQuery everything(String name) {
        return new EverythingQuery(sample.id(name), List.of(), null, null, null, null, null);
    }
}
