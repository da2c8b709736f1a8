package org.painbridge.server.fhirserver;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * A search by POST as the entry of a bundle: its parameters stand in the URL, or in a Binary that is the form, since an entry
 * carries nothing but resources. It is the same as the search by GET.
 */
final class EntryForm {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SEARCH = "_search";

    private EntryForm() {}

    /** The search that an entry is; any other entry as it is. */
    static BundleEntryComponent asGet(BundleEntryComponent entry) {
        String[] parts = parts(entry);
        if (!isSearch(entry, parts[0])) {
            return entry;
        }
        requireForm(entry);
        String place = parts[0].substring(0, parts[0].length() - SEARCH.length());
        BundleEntryComponent get = new BundleEntryComponent();
        get.setFullUrl(entry.getFullUrl());
        get.getRequest().setMethod(HTTPVerb.GET).setUrl(whole(place) + query(entry, parts));
        return get;
    }

    /** The URL that an entry asks for, with what its form says. */
    static String asked(BundleEntryComponent entry) {
        String[] parts = parts(entry);
        return isSearch(entry, parts[0]) ? parts[0] + query(entry, parts) : url(entry);
    }

    private static String[] parts(BundleEntryComponent entry) {
        return url(entry).split("\\?", 2);
    }

    private static String url(BundleEntryComponent entry) {
        return String.valueOf(entry.getRequest().getUrl()); // Who checks the entry says that it has none.
    }

    private static boolean isSearch(BundleEntryComponent entry, String path) {
        return entry.getRequest().getMethod() == HTTPVerb.POST && (path.equals(SEARCH) || path.endsWith("/" + SEARCH));
    }

    private static String query(BundleEntryComponent entry, String... parts) {
        String query = Stream.of(parts.length == 2 ? parts[1] : "", isForm(entry) ? form(entry) : "")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** {@code Patient/1/} of {@code Patient/1/_search} is all of the compartment. */
    private static String whole(String place) {
        String without = place.isEmpty() ? "" : place.substring(0, place.length() - 1);
        return CompartmentPath.whole(place + CompartmentProvider.ALL).isPresent()
                ? place + CompartmentProvider.ALL
                : without;
    }

    private static boolean isForm(BundleEntryComponent entry) {
        return entry.getResource() instanceof Binary binary && FORM.equals(media(binary.getContentType()));
    }

    private static void requireForm(BundleEntryComponent entry) {
        if (entry.getResource() != null && !isForm(entry)) {
            throw new RequestProblem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resource",
                    "A search is sent by the query of request.url, or by a Binary with the contentType " + FORM
                            + ", not by a " + entry.getResource().fhirType());
        }
    }

    private static String form(BundleEntryComponent entry) {
        byte[] data = ((Binary) entry.getResource()).getData();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8).strip();
    }

    private static String media(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
