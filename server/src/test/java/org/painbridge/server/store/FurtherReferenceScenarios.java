package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.GuidanceResponse.GuidanceResponseStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** By whichever element a resource tells of something labelled, it is hidden: its current version as any. */
abstract class FurtherReferenceScenarios extends ServerScenarios {
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private FhirStore store;

    @Autowired
    private SearchIndexer indexer;

    @Test
    void whatNamesItByAnElementWithoutASearchParameterIsHiddenTooAndEachOfItsVersions() {
        Observation fact = Observations.any();
        fact.getMeta().addSecurity(RESTRICTED.system(), RESTRICTED.code(), null);
        Reference labelled = reference(stored(fact));
        Reference open = reference(stored(Observations.any()));
        StoreView uncleared =
                store.within(AccessScope.of(new Grant(HandedLabels.TYPES, new Whose.Everybody(), Set.of(RESTRICTED))));

        List<String> shown = naming(open).stream().map(this::stored).toList();
        List<String> hidden = naming(labelled).stream().map(this::stored).toList();

        assertThat(shown)
                .allSatisfy(each -> assertThat(seen(uncleared, each, 0)).isTrue());
        assertThat(hidden)
                .allSatisfy(
                        each -> assertThat(seen(uncleared, each, 0)).as(each).isFalse());
        List<DomainResource> later = naming(open);
        for (int i = 0; i < hidden.size(); i++) { // By what a past version says itself.
            later.get(i).setId(hidden.get(i).replaceFirst(".*/", ""));
            DomainResource next = later.get(i);
            store.write(transaction -> transaction.update(next, null));
        }
        assertThat(hidden).allSatisfy(each -> {
            assertThat(seen(uncleared, each, 2)).as(each).isTrue();
            assertThat(seen(uncleared, each, 1)).as(each).isFalse();
        });
    }

    @Test
    void whatASearchParameterIndexesHasNoFurtherRow() {
        Task task = task().setFocus(new Reference("Observation/a"));
        task.setReasonReference(new Reference("Observation/b/_history/3"));
        task.addInput().setType(words()).setValue(new Reference("Observation/a"));
        task.addOutput().setType(words()).setValue(new Reference("Practitioner/c"));

        IndexRows rows = indexer.rows(task);

        assertThat(rows.texts.stream().filter(row -> row.indexId() == FurtherReferences.indexId("Task")))
                .extracting(IndexRows.Text::value)
                .containsExactly("b");
    }

    /** One for each element. */
    private static List<DomainResource> naming(Reference fact) {
        List<DomainResource> all = new ArrayList<>();
        all.add(task().setReasonReference(fact));
        Task input = task();
        input.addInput().setType(words()).setValue(fact);
        all.add(input);
        Task output = task();
        output.addOutput().setType(words()).setValue(fact);
        all.add(output);
        all.add(communication().addReasonReference(fact));
        Communication said = communication();
        said.addPayload().setContent(fact);
        all.add(said);
        RequestGroup group = group();
        group.addAction().setResource(fact);
        all.add(group);
        all.add(group().addReasonReference(fact));
        GuidanceResponse guidance =
                new GuidanceResponse().setStatus(GuidanceResponseStatus.SUCCESS).setModule(new UriType("urn:made-up"));
        all.add(guidance.addReasonReference(fact));
        DetectedIssue issue = new DetectedIssue().setStatus(DetectedIssueStatus.FINAL);
        issue.addExtension().setUrl("urn:made-up").setValue(fact);
        all.add(issue);
        return all;
    }

    private static Task task() {
        return new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
    }

    private static Communication communication() {
        return new Communication().setStatus(CommunicationStatus.COMPLETED);
    }

    private static RequestGroup group() {
        return new RequestGroup().setStatus(RequestStatus.DRAFT).setIntent(RequestIntent.PROPOSAL);
    }

    private static CodeableConcept words() {
        return new CodeableConcept().setText("made up");
    }

    private static Reference reference(String to) {
        return new Reference(to);
    }

    /** {@code Type/id}. */
    private String stored(Resource resource) {
        return store.write(transaction -> transaction.create(resource)).reference();
    }

    /** @param version 0 for the current one */
    private static boolean seen(StoreView view, String reference, int version) {
        String type = StoredReferences.type(reference);
        String id = reference.substring(type.length() + 1);
        return (version == 0 ? view.read(type, id) : view.version(type, id, version)).isPresent();
    }
}
