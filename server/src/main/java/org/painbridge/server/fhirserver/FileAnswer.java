package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Binary;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** A file as the answer of an operation, in place of a resource, where the client would rather have that. */
public final class FileAnswer {
    private FileAnswer() {}

    /**
     * The media type that the client prefers, by the header {@code Accept}; empty where that is one of FHIR, or any.
     *
     * @param types of the files there are
     */
    public static Optional<String> wanted(RequestDetails request, String... types) {
        return accepted(request.getHeaders(HttpHeaders.ACCEPT)).stream()
                .map(accepted -> accepted.getType() + "/" + accepted.getSubtype())
                .filter(media -> media.contains("*")
                        || EncodingEnum.forContentType(media) != null
                        || List.of(types).contains(media))
                .findFirst()
                .filter(media -> List.of(types).contains(media));
    }

    /** By preference; of what is wanted as much, what is named before anything else. */
    private static List<MediaType> accepted(List<String> headers) {
        try {
            List<MediaType> accepted = new ArrayList<>(MediaType.parseMediaTypes(headers));
            accepted.removeIf(each -> each.getQualityValue() == 0);
            accepted.sort(Comparator.comparing(MediaType::getQualityValue)
                    .reversed()
                    .thenComparing(each -> each.isWildcardType() || each.isWildcardSubtype()));
            return accepted;
        } catch (InvalidMediaTypeException e) {
            return List.of(); // HAPI takes what it can read of it.
        }
    }

    /**
     * HAPI sends a file as it is only where nothing speaks for FHIR: it takes the form of the body for that of the answer.
     *
     * @param type media type, with its charset where it has one
     */
    public static Binary of(ServletRequestDetails request, String type, byte[] content) {
        request.setServletRequest(new Accepting(request.getServletRequest(), type));
        return new Binary().setContentType(type).setData(content);
    }

    private static final class Accepting extends HttpServletRequestWrapper {
        private final String type;

        Accepting(HttpServletRequest sent, String type) {
            super(sent);
            this.type = type;
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }

        @Override
        public @Nullable String getHeader(String name) {
            if (name.equalsIgnoreCase(HttpHeaders.ACCEPT)) {
                return type;
            }
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (name.equalsIgnoreCase(HttpHeaders.ACCEPT)) {
                return Collections.enumeration(List.of(type));
            }
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.emptyEnumeration()
                    : super.getHeaders(name);
        }
    }
}
