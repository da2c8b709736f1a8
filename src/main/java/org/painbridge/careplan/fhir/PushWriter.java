package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaperCheck;

/** Writes the resources and the answer of an accepted push. */
public final class PushWriter {
    private final Moments moments;
    private final String firstVersion;
    private final AnswerWriter answers = new AnswerWriter();

    /**
     * @param zone whose offset the times of a task show
     * @param firstVersion the version id that the store gives to a new resource
     */
    public PushWriter(ZoneId zone, String firstVersion) {
        this.moments = new Moments(zone);
        this.firstVersion = firstVersion;
    }

    /**
     * The answer to a push that was not to be stored, and has nothing wrong.
     *
     * @param told what is told about its opioid taper
     */
    public Parameters dryRun(Accepted accepted, List<TaperCheck.Finding> told) {
        return answers.with(told, answers.dryRun(accepted));
    }

    /**
     * The resources of the push as they are to be stored.
     *
     * @param accepted the verdict on this very content
     * @param told what is told about its opioid taper
     * @param receivedAt when the push came in
     */
    public PushRecord write(
            PushContent content, Accepted accepted, List<TaperCheck.Finding> told, StoredIds ids, Instant receivedAt) {
        Map<String, StoredRef> allotted = allot(content.entries(), ids);
        MemberWriter members = new MemberWriter(content.entries(), allotted, accepted.known());
        List<Resource> resources = new ArrayList<>();
        content.entries().list().forEach(entry -> resources.add(members.write(entry)));
        String plan = versioned(plan(resources));
        ReviewTaskWriter writer = new ReviewTaskWriter(accepted, content.push().identifier(), plan, moments);
        List<Task> tasks = accepted.reviews().stream()
                .map(review -> writer.write(review, ids.next("Task"), receivedAt))
                .toList();
        resources.addAll(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            if (accepted.reviews().get(i).paper()) {
                String sender = accepted.sender().toString();
                resources.addAll(PaperTask.write(tasks.get(i), sender, ids, receivedAt, moments));
            }
        }
        return new PushRecord(
                resources,
                answers.with(
                        told,
                        answers.stored(
                                accepted,
                                plan,
                                tasks.stream().map(Resource::getId).toList())));
    }

    private static Map<String, StoredRef> allot(Entries entries, StoredIds ids) {
        Map<String, StoredRef> allotted = new LinkedHashMap<>();
        for (Entry entry : entries.list()) {
            String type = entry.resource().fhirType();
            allotted.put(entry.key(), new StoredRef(type, ids.next(type)));
        }
        return allotted;
    }

    private static Resource plan(List<Resource> resources) {
        return resources.stream()
                .filter(CarePlan.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("An accepted push has a plan"));
    }

    private String versioned(Resource plan) {
        return plan.getId() + "/_history/" + firstVersion;
    }
}
