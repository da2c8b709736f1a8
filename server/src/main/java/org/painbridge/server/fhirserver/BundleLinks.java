package org.painbridge.server.fhirserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * What links to an entry of the same transaction without being a reference: elements of the type uri, url, oid or uuid, and the
 * links and images of narratives (FHIR R4, 3.1.0.11.2). Canonicals are not among them; nor are addresses on other servers, which
 * lead there (ADR 0005). The first values are kept, as those of {@link BundleReferences} are.
 */
final class BundleLinks {
    private static final Map<String, String> IN_NARRATIVES = Map.of("a", "href", "img", "src");

    private record Link(String original, Consumer<String> change) {}

    private final Set<String> fullUrls;
    private final List<Link> links = new ArrayList<>();

    BundleLinks(List<BundleEntry> entries) {
        fullUrls = entries.stream()
                .map(entry -> String.valueOf(entry.fullUrl()))
                .filter(url -> url.startsWith("urn:"))
                .collect(Collectors.toSet());
    }

    /** Takes it along if it leads to an entry. */
    void add(Base element) {
        if (fullUrls.isEmpty()) {
            return;
        }
        if (element instanceof Narrative narrative && narrative.hasDiv()) {
            add(narrative.getDiv());
        } else if (element instanceof UriType uri && !(uri instanceof CanonicalType)) {
            add(uri.getValue(), uri::setValue);
        }
    }

    private void add(XhtmlNode node) {
        String attribute = node.getName() == null ? null : IN_NARRATIVES.get(node.getName());
        if (attribute != null) {
            add(node.getAttribute(attribute), target -> node.setAttribute(attribute, target));
        }
        node.getChildNodes().forEach(this::add);
    }

    private void add(String value, Consumer<String> change) {
        if (value != null && fullUrls.contains(value)) {
            links.add(new Link(value, change));
        }
    }

    /** @param stored where each fullUrl ends up, as {@code Type/id} */
    void resolve(Map<String, String> stored) {
        links.forEach(link -> link.change().accept(stored.getOrDefault(link.original(), link.original())));
    }
}
