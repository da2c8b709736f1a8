package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/** {@code $validate} on one resource type; stores nothing. docs/operations/validate.md. */
public final class ValidateProvider implements IResourceProvider {
    private final Class<? extends Resource> kind;
    private final FhirStore store;
    private final CallerViews views;
    private final ContentCheck content;

    ValidateProvider(Class<? extends Resource> kind, FhirStore store, CallerViews views, ContentCheck content) {
        this.kind = kind;
        this.store = store;
        this.views = views;
        this.content = content;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return kind;
    }

    @Operation(name = "$validate", idempotent = true, canonicalUrl = CapabilityProvider.VALIDATE)
    public OperationOutcome ofType(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        ValidateRequest asked = ValidateRequest.of(kind, body, request);
        ValidateRequest.Mode mode = asked.mode();
        if (mode != null && mode != ValidateRequest.Mode.CREATE) {
            throw OperationParameters.problem(
                    "mode",
                    "The mode " + mode.code() + " is about one resource: send the request to " + type()
                            + "/[id]/$validate");
        }
        OperationOutcome found = content.check(asked.requireResource(), asked.profile(), mode);
        return ContentCheck.ready(found);
    }

    @Operation(name = "$validate", idempotent = true, canonicalUrl = CapabilityProvider.VALIDATE)
    public OperationOutcome ofResource(
            @IdParam IdType id, @ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        ValidateRequest asked = ValidateRequest.of(kind, body, request);
        return ContentCheck.ready(
                switch (asked.mode()) {
                    case null ->
                        content.check(
                                asked.resource() == null ? stored(id, request) : asked.resource(),
                                asked.profile(),
                                null);
                    case CREATE ->
                        throw OperationParameters.problem(
                                "mode", "A create makes the id itself: send the request to " + type() + "/$validate");
                    case UPDATE -> update(id, asked, request);
                    case DELETE -> delete(id, request);
                    case PROFILE -> profile(id, asked, request);
                });
    }

    private OperationOutcome update(IdType id, ValidateRequest asked, RequestDetails request) {
        Resource resource = asked.requireResource();
        LogicalIds.requireValid(id.getIdPart());
        requireCurrent(id, request);
        OperationOutcome found = content.check(resource, asked.profile(), asked.mode());
        if (!id.getIdPart().equals(resource.getIdElement().getIdPart())) {
            ContentCheck.add(
                    found,
                    new OperationOutcomeIssueComponent()
                            .setSeverity(IssueSeverity.ERROR)
                            .setCode(IssueType.VALUE)
                            .setDiagnostics("An update carries the id of its URL, " + id.getIdPart())
                            .addExpression(type() + ".id"));
        }
        return found;
    }

    private OperationOutcome delete(IdType id, RequestDetails request) {
        stored(id.toUnqualifiedVersionless(), request);
        requireCurrent(id, request);
        return Outcomes.success(type() + "/" + id.getIdPart() + " can be deleted");
    }

    private OperationOutcome profile(IdType id, ValidateRequest asked, RequestDetails request) {
        if (asked.resource() != null || asked.profile() == null) {
            throw OperationParameters.problem(
                    "mode",
                    "The mode profile checks the stored resource against the parameter profile: send that alone");
        }
        return content.check(stored(id, request), asked.profile(), null);
    }

    private Resource stored(IdType id, RequestDetails request) {
        StoredResource stored = (id.hasVersionIdPart()
                        ? views.of(request).version(type(), id.getIdPart(), Versions.of(id))
                        : views.of(request).read(type(), id.getIdPart()))
                .orElseThrow(() -> new StoreProblem.NotFound(type() + "/" + id.getIdPart()));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(stored.reference(), stored.updated());
        }
        return store.parse(stored);
    }

    /** As the write itself would. */
    private void requireCurrent(IdType id, RequestDetails request) {
        Integer expected = Versions.expected(request.getHeader(Constants.HEADER_IF_MATCH), "http.If-Match");
        if (expected == null) {
            return;
        }
        String reference = type() + "/" + id.getIdPart();
        StoredResource current = views.of(request)
                .read(type(), id.getIdPart())
                .filter(stored -> !stored.deleted())
                .orElseThrow(() -> new StoreProblem.StaleVersion(reference, expected));
        if (current.version() != expected) {
            throw new StoreProblem.StaleVersion(reference, expected, current.version());
        }
    }

    private String type() {
        return kind.getSimpleName();
    }
}
