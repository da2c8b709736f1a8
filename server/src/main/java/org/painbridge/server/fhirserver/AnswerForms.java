package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** In which form an answer goes out. HAPI would try RDF, which it cannot write here, and fail with an empty answer. */
final class AnswerForms {
    /** Of FHIR, as {@code fhirVersion} says it. */
    static final String VERSION = "4.0";

    private static final String JSON = Constants.CT_FHIR_JSON_NEW;
    private static final Set<String> ANY = Set.of("*/*", "*", "application/*", "text/*", "");
    private static final Pattern FHIR_VERSION =
            Pattern.compile(";\\s*fhirVersion\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);

    private AnswerForms() {}

    /** Leaves out what is not written here where the client takes something else too. */
    static void check(ServletRequestDetails request) {
        List<String> formats = List.of(request.getParameters().getOrDefault(Constants.PARAM_FORMAT, new String[0]));
        if (formats.stream().anyMatch(AnswerForms::isOtherVersion)) {
            throw refusal(request, "http._format", formats);
        }
        HttpServletRequest sent = request.getServletRequest();
        List<String> readable = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String header : Collections.list(sent.getHeaders(Constants.HEADER_ACCEPT))) {
            for (String form : header.split(",")) {
                (isWritten(form, request) ? readable : refused).add(form.strip());
            }
        }
        if (refused.isEmpty()) {
            // Without Accept, HAPI answers in the form of the body.
            if (readable.isEmpty() && isRdf(media(sent.getContentType()))) {
                inJson(request);
            }
            return;
        }
        if (readable.isEmpty()) {
            throw refusal(request, "http.Accept", refused);
        }
        request.setServletRequest(new Accepting(sent, String.join(", ", readable)));
    }

    private static RequestProblem refusal(ServletRequestDetails request, String where, List<String> forms) {
        inJson(request);
        return new RequestProblem(
                ErrorCode.UNSUPPORTED_ANSWER_FORM,
                where,
                "This server does not answer in the form " + String.join(", ", forms)
                        + ": accept application/fhir+json or application/fhir+xml, of FHIR " + VERSION);
    }

    /** Operations, Binaries and what is about the server have forms of their own, and {@code _format} goes before the header. */
    private static boolean isWritten(String form, ServletRequestDetails request) {
        String media = media(form);
        if (request.getParameters().containsKey(Constants.PARAM_FORMAT)) {
            return true;
        }
        if (isRdf(media)) {
            return false;
        }
        String operation = request.getOperation();
        boolean plain = request.getResourceName() != null
                && !request.getResourceName().equals("Binary")
                && (operation == null || !operation.startsWith("$"));
        return !isOtherVersion(form) && (!plain || ANY.contains(media) || EncodingEnum.forContentType(media) != null);
    }

    /** Whether a media type names a version of FHIR other than R4 ({@code fhirVersion}, FHIR R4, 3.1.0.1.6.1). */
    static boolean isOtherVersion(@Nullable String form) {
        Matcher version = FHIR_VERSION.matcher(form == null ? "" : form);
        return version.find() && !version.group(1).matches("4\\.0(\\.[0-9]+)?");
    }

    /** Whatever the client asked for: a refusal must be readable. */
    static void inJson(ServletRequestDetails request) {
        request.setServletRequest(new Accepting(request.getServletRequest(), JSON));
        withoutFormat(request);
    }

    static void withoutFormat(ServletRequestDetails request) {
        without(Constants.PARAM_FORMAT, request);
    }

    /**
     * Whether only the number is asked for. From then on the answer is sent as it is: HAPI would leave out its links, which say
     * what was counted.
     */
    static boolean takeNumberOnly(RequestDetails request) {
        boolean number = RestfulServerUtils.determineSummaryMode(request).equals(Set.of(SummaryEnum.COUNT));
        if (number) {
            without(Constants.PARAM_SUMMARY, request);
        }
        return number;
    }

    /** Mandatory elements come whatever {@code _elements} asks for (FHIR R4, 3.1.1.5.9); HAPI knows how, but not that. */
    static void keepMandatory(RequestDetails request) {
        String[] elements = request.getParameters().get(Constants.PARAM_ELEMENTS);
        if (elements != null) {
            Map<String, String[]> parameters = new HashMap<>(request.getParameters());
            parameters.put(
                    Constants.PARAM_ELEMENTS,
                    Stream.of(elements).map(names -> names + ",(mandatory)").toArray(String[]::new));
            request.setParameters(parameters);
        }
    }

    private static void without(String parameter, RequestDetails request) {
        Map<String, String[]> parameters = new HashMap<>(request.getParameters());
        parameters.remove(parameter);
        request.setParameters(parameters);
    }

    private static boolean isRdf(String media) {
        return EncodingEnum.forContentType(media) == EncodingEnum.RDF;
    }

    private static String media(@Nullable String contentType) {
        return contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static final class Accepting extends HttpServletRequestWrapper {
        private final String accept;

        Accepting(HttpServletRequest request, String accept) {
            super(request);
            this.accept = accept;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(Constants.HEADER_ACCEPT) ? accept : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(Constants.HEADER_ACCEPT)
                    ? Collections.enumeration(List.of(accept))
                    : super.getHeaders(name);
        }
    }
}
