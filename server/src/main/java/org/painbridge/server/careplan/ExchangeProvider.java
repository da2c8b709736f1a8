package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.fhir.Acknowledgement;
import org.painbridge.careplan.fhir.CommentAction;
import org.painbridge.careplan.fhir.Decision;
import org.painbridge.careplan.fhir.HandOver;
import org.painbridge.careplan.fhir.PlanAction;
import org.painbridge.careplan.fhir.Progress;
import org.painbridge.careplan.fhir.Proposal;
import org.painbridge.careplan.fhir.Response;
import org.painbridge.careplan.fhir.StatusAction;
import org.painbridge.careplan.fhir.TaperReader;
import org.painbridge.server.fhirserver.CapabilityOperations;

/** The operations on a plan that was pushed; docs/careplan-loop.md shows them in their order. */
public final class ExchangeProvider implements CapabilityOperations {
    private static final String DEFINED = "https://painbridge.example/fhir/OperationDefinition/careplan-";

    private final Exchange exchange;
    private final PlanAction acknowledgement = new Acknowledgement();
    private final PlanAction response = new Response();
    private final PlanAction comment = new CommentAction();
    private final PlanAction progress;
    private final PlanAction handOver = new HandOver();
    private final PlanAction proposal;
    private final PlanAction decision;

    /**
     * @param deadlines time to agree again to a plan that was changed
     * @param taper looks at the opioid taper of one
     */
    ExchangeProvider(Exchange exchange, Deadlines deadlines, TaperReader taper) {
        this.exchange = exchange;
        this.progress = new Progress(taper);
        this.proposal = new Proposal(deadlines, taper);
        this.decision = new Decision(deadlines, taper);
    }

    @Operation(name = "$propose-change", typeName = "CarePlan", canonicalUrl = DEFINED + "propose-change")
    public Parameters proposeChange(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(proposal, plan, body, caller);
    }

    @Operation(name = "$hand-over", typeName = "CarePlan", canonicalUrl = DEFINED + "hand-over")
    public Parameters handOver(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(handOver, plan, body, caller);
    }

    @Operation(name = "$decide", typeName = "Task", canonicalUrl = DEFINED + "decide")
    public Parameters decide(@IdParam IdType task, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(decision, task, body, caller);
    }

    @Operation(name = "$acknowledge", typeName = "CarePlan", canonicalUrl = DEFINED + "acknowledge")
    public Parameters acknowledge(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(acknowledgement, plan, body, caller);
    }

    @Operation(name = "$respond", typeName = "CarePlan", canonicalUrl = DEFINED + "respond")
    public Parameters respond(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(response, plan, body, caller);
    }

    @Operation(name = "$comment", typeName = "CarePlan", canonicalUrl = DEFINED + "comment")
    public Parameters comment(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(comment, plan, body, caller);
    }

    @Operation(name = "$update-progress", typeName = "CarePlan", canonicalUrl = DEFINED + "update-progress")
    public Parameters updateProgress(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(progress, plan, body, caller);
    }

    @Operation(name = "$hold", typeName = "CarePlan", canonicalUrl = DEFINED + "hold")
    public Parameters hold(@IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return move(PlanMove.HOLD, plan, body, caller);
    }

    @Operation(name = "$resume", typeName = "CarePlan", canonicalUrl = DEFINED + "resume")
    public Parameters resume(@IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return move(PlanMove.RESUME, plan, body, caller);
    }

    @Operation(name = "$complete", typeName = "CarePlan", canonicalUrl = DEFINED + "complete")
    public Parameters complete(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return move(PlanMove.COMPLETE, plan, body, caller);
    }

    @Operation(name = "$withdraw", typeName = "CarePlan", canonicalUrl = DEFINED + "withdraw")
    public Parameters withdraw(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return move(PlanMove.WITHDRAW, plan, body, caller);
    }

    @Operation(name = "$wrong-patient", typeName = "CarePlan", canonicalUrl = DEFINED + "wrong-patient")
    public Parameters wrongPatient(
            @IdParam IdType plan, @ResourceParam @Nullable IBaseResource body, RequestDetails caller) {
        return move(PlanMove.WRONG_PATIENT, plan, body, caller);
    }

    private Parameters move(PlanMove move, IdType plan, @Nullable IBaseResource body, RequestDetails caller) {
        return exchange.perform(new StatusAction(move), plan, body, caller);
    }
}
