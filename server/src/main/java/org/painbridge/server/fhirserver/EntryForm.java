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
        String[] parts = String.valueOf(entry.getRequest().getUrl()).split("\\?", 2);
        boolean search = entry.getRequest().getMethod() == HTTPVerb.POST
                && (parts[0].equals(SEARCH) || parts[0].endsWith("/" + SEARCH));
        if (!search) {
            return entry;
        }
        String place = parts[0].substring(0, parts[0].length() - SEARCH.length());
        String query = Stream.of(parts.length == 2 ? parts[1] : "", form(entry))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("&"));
        BundleEntryComponent get = new BundleEntryComponent();
        get.setFullUrl(entry.getFullUrl());
        get.getRequest().setMethod(HTTPVerb.GET).setUrl(whole(place) + (query.isEmpty() ? "" : "?" + query));
        return get;
    }

    /** {@code Patient/1/} of {@code Patient/1/_search} is all of the compartment. */
    private static String whole(String place) {
        String without = place.isEmpty() ? "" : place.substring(0, place.length() - 1);
        return CompartmentPath.whole(place + CompartmentProvider.ALL).isPresent()
                ? place + CompartmentProvider.ALL
                : without;
    }

    private static String form(BundleEntryComponent entry) {
        if (entry.getResource() == null) {
            return "";
        }
        boolean form = entry.getResource() instanceof Binary binary && FORM.equals(media(binary.getContentType()));
        if (!form) {
            throw new RequestProblem(
                    ErrorCode.WRONG_RESOURCE_TYPE,
                    "resource",
                    "A search is sent by the query of request.url, or by a Binary with the contentType " + FORM
                            + ", not by a " + entry.getResource().fhirType());
        }
        byte[] data = ((Binary) entry.getResource()).getData();
        return data == null ? "" : new String(data, StandardCharsets.UTF_8).strip();
    }

    private static String media(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
