package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** What a label hides stays hidden when it is deleted, what tells of it is hidden too, and no page is shorter for it. */
abstract class LabelScopeScenarios extends ServerScenarios {
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private FhirStore store;

    @Autowired
    private SearchParameters parameters;

    @Test
    void thatSomethingLabelledWasDeletedIsNotTold() {
        Sample own = sample();
        own.put("before", Observations.any());
        own.put("open", Observations.any());
        own.put("labelled", labelled(Observations.any()));
        http().delete("Observation/" + own.id("labelled"));
        StoreView uncleared = store.within(
                AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(RESTRICTED))));

        HistoryPage page = uncleared.history(new TypeHistoryQuery(List.of("Observation"), 1, null, null, null));

        assertThat(uncleared.read("Observation", own.id("labelled"))).isEmpty();
        assertThat(page.versions()).extracting(version -> version.stored().id()).containsExactly(own.id("open"));
        assertThat(page.nextCursor()).isNotNull();
        assertThat(store.within(AccessScope.ALL).read("Observation", own.id("labelled")))
                .isPresent();
    }

    @Test
    void whatTellsOfSomethingLabelledIsHiddenWithItAndNoLonger() {
        Sample own = sample();
        own.put("fact", Observations.any());
        DetectedIssue issue = own.put("issue", issue());
        issue.addEvidence().addDetail(to(own, "Observation", "fact"));
        put(issue);
        own.put("origin", provenance(to(own, "DetectedIssue", "issue"), reference("Device", "made-up")));
        StoreView uncleared = uncleared("DetectedIssue", "Provenance");
        List<String> told = List.of("DetectedIssue/" + own.id("issue"), "Provenance/" + own.id("origin"));

        assertThat(read(uncleared, told)).isEqualTo(told);
        label(own.id("fact"), "add");
        assertThat(read(uncleared, told)).isEmpty();
        assertThat(uncleared
                        .search(SearchQuery.of("DetectedIssue").where("_id", own.id("issue")))
                        .matches())
                .isEmpty();
        assertThat(uncleared
                        .history(new TypeHistoryQuery(List.of("DetectedIssue"), 1, null, null, null))
                        .versions())
                .extracting(version -> version.stored().id())
                .doesNotContain(own.id("issue"));
        label(own.id("fact"), "delete");
        assertThat(read(uncleared, told)).isEqualTo(told);
    }

    /** What it counts now is not all that it ever told. */
    @Test
    void aPastVersionIsHiddenWithWhatItTold() {
        Sample own = sample();
        own.put("fact", labelled(Observations.any()));
        DetectedIssue issue = issue();
        issue.addEvidence().addDetail(to(own, "Observation", "fact"));
        own.put("issue", issue);
        StoreView uncleared = uncleared("DetectedIssue");
        assertThat(uncleared.read("DetectedIssue", own.id("issue"))).isEmpty();

        issue.getEvidence().clear();
        put(issue);

        assertThat(uncleared.read("DetectedIssue", own.id("issue"))).isPresent();
        assertThat(uncleared.version("DetectedIssue", own.id("issue"), 1)).isEmpty();
    }

    @Test
    void aDecisionIsHiddenWithWhatItWasMadeFrom() {
        Sample own = sample();
        own.put("fact", labelled(Observations.any()));
        own.put("group", group());
        StoreView uncleared = uncleared("RequestGroup");
        assertThat(uncleared.read("RequestGroup", own.id("group"))).isPresent();

        own.put("origin", provenance(to(own, "RequestGroup", "group"), to(own, "Observation", "fact")));
        assertThat(uncleared.read("RequestGroup", own.id("group"))).isEmpty();
        assertThat(uncleared.version("RequestGroup", own.id("group"), 1)).isEmpty();

        http().delete("Observation/" + own.id("fact"));
        assertThat(uncleared.read("RequestGroup", own.id("group"))).isEmpty();
    }

    /** Feedback is a Task about a decision, which names nothing itself. */
    @Test
    void whatIsAboutADecisionIsHiddenWithIt() {
        Sample own = sample();
        own.put("fact", Observations.any());
        own.put("group", group());
        own.put("feedback", task().setFocus(to(own, "RequestGroup", "group")));
        own.put("origin", provenance(to(own, "RequestGroup", "group"), to(own, "Observation", "fact")));
        StoreView uncleared = uncleared("Task");
        assertThat(uncleared.read("Task", own.id("feedback"))).isPresent();

        label(own.id("fact"), "add");

        assertHidden(uncleared, "Task", own.id("feedback"));
    }

    /** Of whom it told is not asked any more. */
    @Test
    void whatIsAboutSomethingThatToldAndIsDeletedStaysHidden() {
        Sample own = sample();
        own.put("fact", labelled(Observations.any()));
        DetectedIssue issue = issue();
        issue.addEvidence().addDetail(to(own, "Observation", "fact"));
        own.put("issue", issue);
        own.put("origin", provenance(to(own, "DetectedIssue", "issue"), reference("Device", "made-up")));
        own.put("task", task().setFocus(to(own, "DetectedIssue", "issue")));
        StoreView uncleared = uncleared("Provenance", "Task");
        assertHidden(uncleared, "Task", own.id("task"));

        http().delete("DetectedIssue/" + own.id("issue"));

        assertHidden(uncleared, "Task", own.id("task"));
        assertHidden(uncleared, "Provenance", own.id("origin"));
        assertThat(store.within(AccessScope.ALL).read("Task", own.id("task"))).isPresent();
    }

    /** By its current version and by what that says itself. */
    private void assertHidden(StoreView uncleared, String type, String id) {
        assertThat(uncleared.read(type, id)).isEmpty();
        assertThat(uncleared.search(SearchQuery.of(type).where("_id", id)).matches())
                .isEmpty();
        StoredResource stored =
                store.within(AccessScope.ALL).version(type, id, 1).orElseThrow();
        assertThat(store.<Boolean>query(connection -> new HandedLabels(parameters, isPostgres(connection))
                        .takes(connection, Set.of(RESTRICTED), stored)))
                .isTrue();
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private StoreView uncleared(String... types) {
        return store.within(AccessScope.of(new Grant(Set.of(types), new Whose.Everybody(), Set.of(RESTRICTED))));
    }

    private static List<String> read(StoreView view, List<String> references) {
        return references.stream()
                .filter(reference -> view.read(StoredReferences.type(reference), reference.replaceFirst(".*/", ""))
                        .isPresent())
                .toList();
    }

    private void put(Resource resource) {
        assertThat(http().put(resource.fhirType() + "/" + resource.getIdPart(), json(resource))
                        .status())
                .isEqualTo(200);
    }

    private void label(String id, String change) {
        String coding = "{\"system\":\"" + RESTRICTED.system() + "\",\"code\":\"R\"}";
        Answer answer = http().post(
                        "Observation/" + id + "/$meta-" + change,
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"security\":["
                                + coding + "]}}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Task task() {
        return new Task().setStatus(TaskStatus.REQUESTED).setIntent(TaskIntent.ORDER);
    }

    private static RequestGroup group() {
        return new RequestGroup().setStatus(RequestStatus.DRAFT).setIntent(RequestIntent.PROPOSAL);
    }

    private static DetectedIssue issue() {
        return new DetectedIssue().setStatus(DetectedIssueStatus.FINAL);
    }

    private static Provenance provenance(Reference target, Reference source) {
        Provenance provenance = new Provenance().addTarget(target).setRecorded(new Date(0));
        provenance.addAgent().setWho(reference("Device", "made-up"));
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(source);
        return provenance;
    }

    private static Reference to(Sample own, String type, String name) {
        return reference(type, own.id(name));
    }

    private static Reference reference(String type, String id) {
        return new Reference(type + "/" + id);
    }

    private static Observation labelled(Observation observation) {
        observation.getMeta().addSecurity(RESTRICTED.system(), RESTRICTED.code(), null);
        return observation;
    }
}
