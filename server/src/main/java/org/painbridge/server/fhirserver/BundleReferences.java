package org.painbridge.server.fhirserver;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.patch.SentReference;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoredResource;

/**
 * The references, and other links, of a transaction's resources and patches: to entries of the same bundle (by their fullUrl, or relative to that of
 * their own entry; R4 bundle, 2.36.4.1) and conditional ones ({@code Patient?identifier=...}). The first values are kept,
 * so that a transaction can be run again.
 */
final class BundleReferences {
    private static final Pattern RESTFUL = Pattern.compile("(https?://.+)/([A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})");

    /** @param root the server that the entry comes from; null where its fullUrl does not tell, or it is this one */
    private record Link(
            int entry, SentReference reference, @Nullable String root) {
        String original() {
            return reference.value();
        }

        String path() {
            return reference.place();
        }

        boolean isRelative() {
            return original().indexOf(':') < 0 && original().indexOf('?') < 0;
        }

        boolean isConditional() {
            return original().indexOf('?') > 0;
        }
    }

    private final List<Link> links = new ArrayList<>();
    private final BundleLinks others;
    /** By the index of their entry. */
    private final Map<Integer, List<Link>> waiting = new TreeMap<>();

    /** @param ownBases under which this server is known */
    BundleReferences(List<BundleEntry> entries, BundlePatches patches, Set<String> ownBases) {
        others = new BundleLinks(entries);
        for (BundleEntry entry : entries) {
            if (entry.refers()) {
                add(entry, patches.references(entry, others::add), root(entry, ownBases));
            }
        }
    }

    private static @Nullable String root(BundleEntry entry, Set<String> ownBases) {
        Matcher url = RESTFUL.matcher(String.valueOf(entry.fullUrl()));
        return url.matches() && url.group(2).equals(entry.type()) && !ownBases.contains(url.group(1))
                ? url.group(1)
                : null;
    }

    private void add(BundleEntry entry, List<SentReference> references, @Nullable String root) {
        for (SentReference reference : references) {
            if (!reference.staysInside()) {
                links.add(new Link(entry.index(), reference, root));
            }
        }
    }

    /**
     * All but those by a condition that nothing matches yet: perhaps something in the bundle does, once it is stored.
     *
     * @param stored where each fullUrl of the bundle, and each condition of its entries, ends up, as {@code Type/id}
     */
    void resolve(ScopedTransaction transaction, Map<String, String> stored) throws SQLException {
        waiting.clear();
        others.resolve(stored);
        Map<String, Optional<String>> found = new HashMap<>();
        for (Link link : links) {
            String target = place(link.original(), stored);
            if (target == null && link.isRelative() && link.root() != null) {
                target = ofOtherServer(link, link.root(), stored);
            }
            if (target == null && link.original().startsWith("urn:")) {
                throw refusal(link, "no entry of the bundle has this fullUrl");
            }
            if (target == null && link.isConditional()) {
                target = searchOnce(transaction, link, stored, found);
                if (target == null) {
                    waiting.computeIfAbsent(link.entry(), entry -> new ArrayList<>())
                            .add(link);
                }
            }
            link.reference().change().accept(target == null ? link.original() : target);
        }
    }

    /** Whether the entry has to be stored after others, and after {@link #resolveRest}. */
    boolean waits(BundleEntry entry) {
        return waiting.containsKey(entry.index());
    }

    /** Once all entries are stored that do not wait (FHIR R4, 3.1.0.11.2: conditional references come last). */
    void resolveRest(ScopedTransaction transaction) throws SQLException {
        Map<String, Optional<String>> found = new HashMap<>();
        for (List<Link> ofEntry : waiting.values()) {
            for (Link link : ofEntry) {
                String target = searchOnce(transaction, link, Map.of(), found);
                if (target == null) {
                    throw refusal(link, "nothing matches it: store the target first");
                }
                link.reference().change().accept(target);
            }
        }
    }

    /** Never a resource of this server that happens to have the same id. */
    private static String ofOtherServer(Link link, String root, Map<String, String> stored) {
        String target = place(root + "/" + link.original(), stored);
        if (target == null) {
            throw refusal(
                    link,
                    "by its fullUrl the entry comes from " + root + ", and no entry of the bundle is "
                            + link.original()
                            + " of that server; send that one too, write the reference as absolute URL,"
                            + " or give the entry a fullUrl under this server's base or of the form urn:uuid");
        }
        return target;
    }

    /** Where the entry with this fullUrl is stored; a version in the reference is no part of it and stays. */
    private static @Nullable String place(String url, Map<String, String> stored) {
        int version = url.indexOf("/_history/");
        String target = stored.get(version < 0 ? url : url.substring(0, version));
        return target == null || version < 0 ? target : target + url.substring(version);
    }

    private static @Nullable String searchOnce(
            ScopedTransaction transaction, Link link, Map<String, String> stored, Map<String, Optional<String>> found)
            throws SQLException {
        Optional<String> known = found.get(link.original());
        if (known == null) {
            known = Optional.ofNullable(search(transaction, link, stored));
            found.put(link.original(), known);
        }
        return known.orElse(null);
    }

    /** Of an entry with the same condition, whether that finds its resource or makes it; else of one that is stored, or null. */
    private static @Nullable String search(ScopedTransaction transaction, Link link, Map<String, String> stored)
            throws SQLException {
        try {
            String type = link.original().substring(0, link.original().indexOf('?'));
            Condition condition = Condition.of(type, link.original(), link.path());
            String entry = stored.get(condition.lockName());
            if (entry != null) {
                return entry;
            }
            StoredResource match = condition.match(transaction);
            return match == null ? null : match.reference();
        } catch (StoreProblem e) {
            throw new EntryProblem(link.entry(), link.path(), e);
        }
    }

    private static EntryProblem refusal(Link link, String why) {
        String message = "The reference " + link.original() + " leads nowhere: " + why;
        return new EntryProblem(
                link.entry(), link.path(), new RequestProblem(ErrorCode.UNRESOLVED_REFERENCE, link.path(), message));
    }
}
