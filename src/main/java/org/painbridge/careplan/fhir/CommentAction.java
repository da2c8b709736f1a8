package org.painbridge.careplan.fhir;

import java.util.Set;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationPriority;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/** {@code $comment}: something is said about the plan, or one item of it. */
public final class CommentAction implements PlanAction {
    private static final Set<String> PRIORITIES = Set.of("routine", "urgent", "asap", "stat");

    @Override
    public String code() {
        return "comment";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("text", "about", "inResponseTo", "priority");
    }

    @Override
    public Parameters run(PlanCall call) {
        call.parties();
        LivingPlan plan = call.plan();
        ExchangeParameters in = call.in();
        Communication said = new Comments(plan).say(call.speaker(), in.required("text", () -> in.text("text")));
        in.reference("about").ifPresent(item -> said.addAbout(new Reference(known(plan, item))));
        in.reference("inResponseTo").ifPresent(earlier -> said.addInResponseTo(new Reference(heard(plan, earlier))));
        in.code("priority", PRIORITIES)
                .ifPresent(priority -> said.setPriority(CommunicationPriority.fromCode(priority)));
        return new Parameters()
                .addParameter(
                        "communication",
                        new Reference("Communication/" + said.getIdElement().getIdPart()));
    }

    private static String known(LivingPlan plan, String item) {
        boolean ofPlan = plan.goals().contains(item) || plan.requests().contains(item);
        if (!ofPlan) {
            throw other("about", "A comment is about the plan, one of its goals or one of its activities.");
        }
        return item;
    }

    private static String heard(LivingPlan plan, String earlier) {
        Resource said =
                earlier.startsWith("Communication/") ? plan.part(earlier).orElse(null) : null;
        boolean ofPlan = said instanceof Communication communication
                && communication.getAbout().stream()
                        .anyMatch(about -> plan.reference().equals(about.getReference()));
        if (!ofPlan) {
            throw other("inResponseTo", "This is no comment on the plan.");
        }
        return earlier;
    }

    private static ExchangeRefusal other(String name, String fix) {
        return new ExchangeRefusal(
                ExchangeReason.ITEM_OTHER, "Parameters.parameter.where(name='" + name + "').value", fix);
    }
}
