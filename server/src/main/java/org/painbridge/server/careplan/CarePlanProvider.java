package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.fhir.PushContent;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.SentBody;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreView;

/** The operation by which a specialist hands a care plan over; docs/operations/careplan-push.md. */
public final class CarePlanProvider implements CapabilityOperations {
    private final FhirContext context;
    private final FhirStore store;
    private final Pushes pushes;
    private final Speakers speakers;
    private final CallerViews views;
    private final AnswerLog log = new AnswerLog();

    CarePlanProvider(FhirContext context, FhirStore store, Pushes pushes, Speakers speakers, CallerViews views) {
        this.context = context;
        this.store = store;
        this.pushes = pushes;
        this.speakers = speakers;
        this.views = views;
    }

    @Operation(
            name = "$push",
            typeName = "CarePlan",
            manualRequest = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/careplan-push")
    public Parameters push(@ResourceParam byte @Nullable [] bytes, RequestDetails caller) {
        SentBody body = new SentBody(bytes, caller);
        Caller who = speakers.caller(caller);
        String digest = body.digest();
        return store.query(connection -> log.find(connection, Speakers.owner(who), digest))
                .map(pushes::duplicate)
                .orElseGet(() -> first(CapabilityOperations.parameters(body.parsed(context)), digest, who, caller));
    }

    /** The first of its bytes: what it says may have been said before in another way. */
    private Parameters first(Parameters request, String digest, Caller who, RequestDetails caller) {
        store.localise(request);
        PushContent content = pushes.read(request);
        StoreView view = views.of(caller);
        return store.write(transaction -> pushes.push(transaction, content, digest, who, view));
    }
}
