package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.MetaLabels;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** {@code $meta}, {@code $meta-add} and {@code $meta-delete} on one resource type; docs/operations/meta.md. */
public final class MetaProvider implements IResourceProvider {
    static final String META = "http://hl7.org/fhir/OperationDefinition/Resource-meta";

    private final Class<? extends Resource> kind;
    private final FhirStore store;
    private final CallerViews views;
    private final WriteCheck check;

    MetaProvider(Class<? extends Resource> kind, FhirStore store, CallerViews views, WriteCheck check) {
        this.kind = kind;
        this.store = store;
        this.views = views;
        this.check = check;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return kind;
    }

    /** The labels in use on the type. */
    @Operation(name = "$meta", idempotent = true, canonicalUrl = META)
    public Parameters ofType(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters.of("$meta", List.of(), request, body);
        return answer(views.of(request).labels(List.of(type())));
    }

    @Operation(name = "$meta", idempotent = true, canonicalUrl = META)
    public Parameters ofResource(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters.of("$meta", List.of(), request, body);
        StoredResource stored = (id.hasVersionIdPart()
                        ? views.of(request).version(type(), id.getIdPart(), Versions.of(id))
                        : views.of(request).read(type(), id.getIdPart()))
                .orElseThrow(() -> new StoreProblem.NotFound(id.getValue()));
        return answer(store.parse(present(stored)).getMeta());
    }

    @Operation(name = "$meta-add", canonicalUrl = META + "-add")
    public Parameters add(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        return change(id, labels("$meta-add", body, request), MetaLabels::add, request);
    }

    @Operation(name = "$meta-delete", canonicalUrl = META + "-delete")
    public Parameters delete(@IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        return change(id, labels("$meta-delete", body, request), MetaLabels::remove, request);
    }

    /** On the way of every write, as a new version; where nothing changes there is none (ADR 0005). */
    private Parameters change(IdType id, Meta labels, BiPredicate<Meta, Meta> change, RequestDetails request) {
        if (id.hasVersionIdPart()) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_INTERACTION,
                    "",
                    "Past versions do not change: send the request to " + type() + "/" + id.getIdPart());
        }
        Integer expected = Versions.expected(request.getHeader(Constants.HEADER_IF_MATCH), "http.If-Match");
        return views.of(request).write(transaction -> {
            StoredResource current = present(transaction
                    .readToChange(type(), id.getIdPart())
                    .orElseThrow(() -> new StoreProblem.NotFound(type() + "/" + id.getIdPart())));
            if (expected != null && expected != current.version()) {
                throw new StoreProblem.StaleVersion(current.reference(), expected, current.version());
            }
            Resource resource = transaction.parse(current);
            if (change.test(resource.getMeta(), labels.copy())) {
                check.require(resource);
                transaction.update(resource, current.version());
            }
            return answer(resource.getMeta());
        });
    }

    private static Meta labels(String operation, @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of(operation, List.of("meta"), request, body);
        if (!(sent.value("meta").orElse(null) instanceof Meta labels)) {
            throw OperationParameters.problem(
                    "meta", operation + " takes a Parameters body with the parameter meta, a valueMeta");
        }
        boolean coded = Stream.concat(labels.getTag().stream(), labels.getSecurity().stream())
                .allMatch(Coding::hasCode);
        if (!coded) {
            throw OperationParameters.problem("meta", "A tag or security label without a code has no identity: add it");
        }
        return labels;
    }

    private static StoredResource present(StoredResource stored) {
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return stored;
    }

    static Parameters answer(Meta labels) {
        Parameters answer = new Parameters();
        answer.addParameter().setName("return").setValue(labels);
        return answer;
    }

    private String type() {
        return kind.getSimpleName();
    }
}
