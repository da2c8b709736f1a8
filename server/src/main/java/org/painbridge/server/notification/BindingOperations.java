package org.painbridge.server.notification;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.UrlType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/** Tokens by which a websocket hears of Subscriptions; docs/operations/get-ws-binding-token.md. */
public final class BindingOperations implements CapabilityOperations {
    private static final String WEBSOCKET = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket";
    private static final int MOST = 100;

    private final FhirStore store;
    private final CallerViews views;
    private final Duration bindingFor;
    private final String url;
    private final Clock clock;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final BindingTokens tokens = new BindingTokens();

    /** @param base of this server, as clients see it */
    BindingOperations(FhirStore store, CallerViews views, Duration bindingFor, String base, Clock clock) {
        this.store = store;
        this.views = views;
        this.bindingFor = bindingFor;
        this.url = base.replaceFirst("^http", "ws").replaceFirst("/fhir/?$", "") + NotificationSocket.PATH;
        this.clock = clock;
    }

    @Operation(
            name = "$get-ws-binding-token",
            typeName = "Subscription",
            canonicalUrl = "http://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition/"
                    + "backport-subscription-get-ws-binding-token")
    public Parameters token(
            @IdParam(optional = true) @Nullable IdType id,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        List<String> names = id == null ? List.of("id") : List.of();
        OperationParameters sent = OperationParameters.of("$get-ws-binding-token", names, request, body);
        List<String> ids = id == null ? sent.list("id") : List.of(id.getIdPart());
        if (ids.isEmpty() || ids.size() > MOST) {
            throw OperationParameters.problem("id", "Name the Subscriptions, at most " + MOST);
        }
        List<String> own = new ArrayList<>();
        for (String each : ids) {
            own.add(own(each.replaceFirst("^Subscription/", ""), request));
        }
        Instant until = clock.instant().plus(bindingFor);
        String token = store.write(transaction -> tokens.create(transaction.connection(), own, until));
        Parameters answer = new Parameters();
        answer.addParameter("token", new StringType(token));
        answer.addParameter("expiration", new DateTimeType(Date.from(until)));
        own.forEach(each -> answer.addParameter("subscription", new StringType(each)));
        answer.addParameter("websocket-url", new UrlType(url));
        return answer;
    }

    /** Whoever else may read it does not hear by the rights of who made it. */
    private String own(String id, RequestDetails request) {
        boolean there = views.of(request)
                .read("Subscription", id)
                .filter(stored -> !stored.deleted())
                .isPresent();
        if (!there) {
            throw new StoreProblem.NotFound("Subscription/" + id);
        }
        Subscribed subscribed = store.query(connection -> subscriptions.read(connection, id))
                .orElseThrow(() -> new StoreProblem.NotFound("The status of Subscription/" + id));
        if (subscribed.channel() != Channel.WEBSOCKET) {
            throw OperationParameters.problem("id", "Subscription/" + id + " has another channel than websocket");
        }
        if (!subscribed.origin().holder().equals(views.rights(request).origin().holder())) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED, "", "Only whoever has made a Subscription listens to it by websocket");
        }
        return id;
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        rest.addExtension(WEBSOCKET, new UriType(url));
    }
}
