package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.util.ResourceReferenceInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * The references of a transaction's resources: to entries of the same bundle ({@code urn:uuid:...}) and conditional ones
 * ({@code Patient?identifier=...}). The first values are kept, so that a transaction can be run again.
 */
final class BundleReferences {
    private record Link(int entry, String path, IBaseReference reference, String original) {}

    private final List<Link> links = new ArrayList<>();
    private final ConditionalCreate conditional;

    BundleReferences(FhirContext context, List<BundleEntry> entries, ConditionalCreate conditional) {
        this.conditional = conditional;
        for (BundleEntry entry : entries) {
            if (entry.writes()) {
                for (ResourceReferenceInfo info : context.newTerser().getAllResourceReferences(entry.body())) {
                    add(entry, info);
                }
            }
        }
    }

    private void add(BundleEntry entry, ResourceReferenceInfo info) {
        String original = info.getResourceReference().getReferenceElement().getValue();
        if (original != null && !original.startsWith("#")) {
            links.add(new Link(entry.index(), "resource." + info.getName(), info.getResourceReference(), original));
        }
    }

    /** @param stored where each fullUrl of the bundle ends up, as {@code Type/id} */
    void resolve(StoreTransaction transaction, Map<String, String> stored) throws SQLException {
        Map<String, String> found = new HashMap<>();
        for (Link link : links) {
            String target = stored.get(link.original());
            if (target == null && link.original().startsWith("urn:")) {
                throw new EntryProblem(
                        link.entry(), link.path(), unresolved(link, "no entry of the bundle has this fullUrl"));
            }
            if (target == null && link.original().indexOf('?') > 0) {
                target = found.get(link.original());
                if (target == null) {
                    target = search(transaction, link);
                    found.put(link.original(), target);
                }
            }
            link.reference().setReference(target == null ? link.original() : target);
        }
    }

    private String search(StoreTransaction transaction, Link link) throws SQLException {
        try {
            String type = link.original().substring(0, link.original().indexOf('?'));
            StoredResource match = conditional.match(transaction, type, link.original());
            if (match == null) {
                throw unresolved(link, "nothing matches it: store the target first");
            }
            return match.reference();
        } catch (RequestProblem | StoreProblem e) {
            throw new EntryProblem(link.entry(), link.path(), e);
        }
    }

    private static RequestProblem unresolved(Link link, String why) {
        return new RequestProblem(
                ErrorCode.UNRESOLVED_REFERENCE,
                link.path(),
                "The reference " + link.original() + " leads nowhere: " + why);
    }
}
