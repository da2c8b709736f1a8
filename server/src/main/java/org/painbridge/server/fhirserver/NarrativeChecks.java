package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;
import java.util.function.Consumer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * Looks at the narratives of what was read, in whatever form and by whatever way it came, with all that it carries: as they are
 * then, so they are stored and sent. No look at the text would do, of which every reader makes something else.
 */
@Interceptor
public final class NarrativeChecks {
    NarrativeChecks() {}

    /** But a transaction or batch: HAPI shows these to interceptors only where {@link BatchBody} has read them. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request) {
        switch (request.getRestOperationType()) {
            case TRANSACTION -> {}
            case UPDATE -> {
                RequestProblem refusal = KeptTexts.refusal(request);
                boolean left = request.getResource() instanceof Resource update && KeptTexts.leave(request, update);
                if (refusal != null && !left) {
                    throw refusal;
                }
            }
            case null, default -> check(request.getResource());
        }
    }

    /**
     * For bodies that HAPI does not show to interceptors.
     *
     * @throws RequestProblem with the place of a narrative that is none
     */
    public static void check(@Nullable IBaseResource sent) {
        if (sent instanceof Resource resource) {
            check(resource, resource.fhirType());
        }
    }

    /** The same of what is there. */
    public static void check(Resource resource, String place) {
        look(resource, place, fault -> {
            throw fault.problem();
        });
    }

    /** Each entry by itself: those that a batch refuses are not carried out. */
    static void checkBundle(RequestDetails request, Bundle bundle) {
        RequestProblem refusal = KeptTexts.refusal(request);
        boolean found = false;
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent entry = bundle.getEntry().get(i);
            try {
                found |= checkEntry(request, entry);
            } catch (RequestProblem e) {
                if (bundle.getType() != BundleType.BATCH) {
                    throw new EntryProblem(i, "resource", e);
                }
                BatchBody.refuse(entry, e);
                found = true;
            }
        }
        if (refusal != null && !found) {
            throw refusal;
        }
    }

    private static boolean checkEntry(RequestDetails request, BundleEntryComponent entry) {
        if (entry.getResource() == null) {
            return false;
        }
        if (entry.getRequest().getMethod() == HTTPVerb.PUT) {
            return KeptTexts.leave(request, entry.getResource());
        }
        KeptTexts.refuse(request, entry.getResource());
        return false;
    }

    /** Makes each the same to all who show it. */
    static void look(Resource resource, String place, Consumer<KeptTexts.Fault> found) {
        new Narratives((div, where) -> {
                    Optional<String> fault = NarrativeContent.fault(div);
                    NarrativeContent.settle(div);
                    fault.ifPresent(wanted -> found.accept(new KeptTexts.Fault(
                            KeptTexts.text(div),
                            ErrorCode.MALFORMED_RESOURCE,
                            where,
                            JsonShape.NO_RESOURCE + "div is " + wanted)));
                })
                .of(resource, place);
    }
}
