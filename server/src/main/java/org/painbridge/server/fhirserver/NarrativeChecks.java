package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
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
        if (request.getRestOperationType() != RestOperationTypeEnum.TRANSACTION) {
            check(request.getResource());
        }
    }

    /**
     * For bodies that HAPI does not show to interceptors.
     *
     * @throws RequestProblem with the place of a narrative that is none
     */
    static void check(@Nullable IBaseResource sent) {
        if (sent instanceof Resource resource) {
            check(resource, Set::of);
        }
    }

    /** Of a batch each entry by itself: those that it refuses are not carried out. */
    static void checkBundle(Bundle bundle) {
        if (bundle.getType() != BundleType.BATCH) {
            check(bundle);
            return;
        }
        for (BundleEntryComponent entry : bundle.getEntry()) {
            try {
                check(entry.getResource());
            } catch (RequestProblem e) {
                BatchBody.refuse(entry, e);
            }
        }
    }

    /** @param kept narratives that are stored already: they may be what they are */
    static void check(Resource resource, Supplier<Set<String>> kept) {
        new Narratives((div, place) -> check(div, place, kept)).of(resource, resource.fhirType());
    }

    private static void check(XhtmlNode div, String place, Supplier<Set<String>> kept) {
        Optional<String> wanted = NarrativeContent.fault(div);
        if (wanted.isPresent() && !kept.get().contains(div.getValueAsString())) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_RESOURCE, place, JsonShape.NO_RESOURCE + "div is " + wanted.get());
        }
        NarrativeContent.settle(div);
    }

    /** What those of a stored resource are. */
    static Set<String> in(Resource stored) {
        Set<String> texts = new HashSet<>();
        new Narratives((div, place) -> texts.add(div.getValueAsString())).of(stored, "");
        return texts;
    }
}
