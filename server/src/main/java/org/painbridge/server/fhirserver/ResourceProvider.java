package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** FHIR REST on one resource type. */
public final class ResourceProvider implements IResourceProvider {
    private final Class<? extends Resource> kind;
    private final String type;
    private final CallerViews views;
    private final Answers answers;
    private final ResourcePatches patches;
    private final WriteCheck check;
    private final List<SearchShape> shapes;

    ResourceProvider(
            Class<? extends Resource> kind,
            CallerViews views,
            Answers answers,
            ResourcePatches patches,
            WriteCheck check,
            List<SearchShape> shapes) {
        this.kind = kind;
        this.type = kind.getSimpleName();
        this.views = views;
        this.answers = answers;
        this.patches = patches;
        this.check = check;
        this.shapes = List.copyOf(shapes);
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return kind;
    }

    @Create
    public MethodOutcome create(
            @ResourceParam IBaseResource body, @ConditionalUrlParam @Nullable String criteria, RequestDetails request) {
        Resource resource = ownType(body);
        check.require(resource);
        // HAPI takes an empty header for none; whoever sends one did not mean to create whatever is there.
        String ifNoneExist = criteria == null ? request.getHeader(Constants.HEADER_IF_NONE_EXIST) : criteria;
        Condition condition =
                ifNoneExist == null ? null : Condition.of(type, ifNoneExist, "http." + Constants.HEADER_IF_NONE_EXIST);
        StoreTransaction.Put put = views.of(request)
                .write(transaction -> condition == null
                        ? new StoreTransaction.Put(transaction.create(resource), true)
                        : ConditionalWrites.create(transaction, resource, condition));
        return written(put.stored(), put.created() ? resource : null, put.created(), request);
    }

    /** @param id null where the URL has criteria in place of it; {@link RequestChecks} refuses neither of them */
    @Update
    public MethodOutcome update(
            @IdParam @Nullable IdType id,
            @ResourceParam IBaseResource body,
            @ConditionalUrlParam @Nullable String criteria,
            RequestDetails request) {
        Resource resource = ownType(body);
        check.require(resource);
        Integer expected = Versions.ofUpdate(
                expected(request), request.getHeader(Constants.HEADER_IF_NONE_MATCH), "http.If-None-Match");
        StoreView caller = views.of(request);
        StoreTransaction.Put put;
        if (id == null) {
            Condition condition = inUrl(criteria);
            String bodyId = LogicalIds.inBody(request);
            put = caller.write(
                    transaction -> ConditionalWrites.update(transaction, resource, bodyId, condition, expected));
        } else {
            LogicalIds.requireValid(id.getIdPart());
            resource.setIdElement(new IdType(type, id.getIdPart()));
            put = caller.write(transaction -> {
                KeptTexts.require(transaction, resource);
                return transaction.put(resource, expected);
            });
        }
        return written(put.stored(), resource, put.created(), request);
    }

    /**
     * @param id null where the URL has criteria in place of it
     * @param form one that is not read here is refused before ({@link RequestChecks})
     */
    @Patch
    public MethodOutcome patch(
            @IdParam @Nullable IdType id,
            PatchTypeEnum form,
            @ResourceParam @Nullable String body,
            @ConditionalUrlParam @Nullable String criteria,
            RequestDetails request) {
        ResourcePatch patch = patches.read(form, body == null ? "" : body, request);
        ResourcePatches.Patched patched = views.of(request)
                .write(transaction -> ResourcePatches.apply(
                        transaction, target(transaction, id, criteria), patch, expected(request)));
        // Whatever the answer is; HAPI tells it of all writes but this.
        ((ServletRequestDetails) request)
                .getServletResponse()
                .setHeader("ETag", "W/\"" + patched.stored().version() + "\"");
        return written(patched.stored(), patched.resource(), false, request);
    }

    /** @param id null where the URL has criteria in place of it */
    @Delete
    public MethodOutcome delete(
            @IdParam @Nullable IdType id, @ConditionalUrlParam @Nullable String criteria, RequestDetails request) {
        Integer expected = expected(request);
        StoreView caller = views.of(request);
        if (id == null) {
            Condition condition = inUrl(criteria);
            caller.write(transaction -> {
                ConditionalWrites.delete(transaction, condition, expected);
                return condition;
            });
        } else {
            caller.write(transaction -> transaction.delete(type, id.getIdPart(), expected));
        }
        MethodOutcome outcome = new MethodOutcome();
        outcome.setResponseStatusCode(204);
        return outcome;
    }

    @Read(version = true)
    public IBaseResource read(@IdParam IdType id, RequestDetails request) {
        StoredResource stored = (id.hasVersionIdPart()
                        ? views.of(request).version(type, id.getIdPart(), Versions.of(id))
                        : views.of(request).read(type, id.getIdPart()))
                .orElseThrow(() -> new StoreProblem.NotFound(id.getValue()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        Freshness.requireNew(stored, request);
        return answers.resource(stored, request, null);
    }

    @History
    public Bundle history(@IdParam IdType id, RequestDetails request) {
        HistoryRequest asked = new HistoryRequest(request);
        HistoryPage page = views.of(request).history(asked.query(type, id.getIdPart()));
        return answers.history(type + "/" + id.getIdPart(), page, asked, request);
    }

    @History
    public Bundle history(RequestDetails request) {
        HistoryRequest asked = new HistoryRequest(request);
        return answers.history(type, views.of(request).history(asked.query(List.of(type))), asked, request);
    }

    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        SearchQuery asked = SearchRequest.of(type, request);
        StoreView view = views.of(request);
        for (SearchShape shape : shapes) {
            Optional<SearchShape.Shaped> shaped = shape.of(asked, request);
            if (shaped.isPresent()) {
                return answers.search(
                        type, shaped.get().page(view::search), shaped.get().notice(), request);
            }
        }
        return answers.search(type, view.search(asked), request);
    }

    private MethodOutcome written(
            StoredResource stored, @Nullable Resource written, boolean created, RequestDetails request) {
        String location = request.getFhirServerBase() + "/" + stored.versionedReference();
        MethodOutcome outcome = new MethodOutcome(new IdType(stored.versionedReference()), created);
        Resource resource = written == null
                ? answers.resource(stored, request, location)
                : StoredJson.attach(written, new StoredJson(stored.json(), stored.version(), location));
        resource.getMeta().setLastUpdated(Date.from(stored.updated()));
        outcome.setResource(resource);
        outcome.setOperationOutcome(Outcomes.success(stored.versionedReference() + " is stored"));
        return outcome;
    }

    private static @Nullable Integer expected(RequestDetails request) {
        return Versions.expected(request.getHeader(Constants.HEADER_IF_MATCH), "http.If-Match");
    }

    private IdType target(ScopedTransaction transaction, @Nullable IdType id, @Nullable String criteria)
            throws SQLException {
        return new IdType(
                type, id == null ? inUrl(criteria).require(transaction).id() : id.getIdPart());
    }

    private Condition inUrl(@Nullable String criteria) {
        return Condition.of(type, criteria == null ? "" : criteria, "");
    }

    private Resource ownType(IBaseResource body) {
        if (!kind.isInstance(body)) {
            throw new RequestProblem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resourceType",
                    "The body is a " + body.fhirType() + ", the URL is for " + type + ": send it to /" + body.fhirType()
                            + ", or correct resourceType");
        }
        return (Resource) body;
    }
}
