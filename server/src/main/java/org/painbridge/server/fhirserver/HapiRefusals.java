package org.painbridge.server.fhirserver;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ResourceType;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;

/** HAPI's own refusals in our words. HAPI has no codes but its messages, so these are read. */
public final class HapiRefusals {
    private static final Pattern PARSE =
            Pattern.compile("Failed to parse request body as (?:JSON|XML) resource. Error was: (.*)", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("Incorrect resource type found, expected \"(\\w+)\" but found \"([^\"]*)\".*");
    private static final Pattern PLACE_IN_XML =
            Pattern.compile("DataFormatException at \\[\\[row,col \\{unknown-source}]: \\[([0-9]+),([0-9]+)]]: ");
    /** {@code java.lang.NumberFormatException: } and the like. */
    private static final Pattern CLASS = Pattern.compile("(?:[a-z0-9]{1,30}\\.){1,8}[A-Z]\\w{1,60}(?:: )");

    private static final Pattern ID = Pattern.compile("Can not update resource, .*", Pattern.DOTALL);
    private static final Pattern NO_METHOD =
            Pattern.compile("Invalid request: The FHIR endpoint .* handle (\\w+) operation\\[(.*?)].*", Pattern.DOTALL);
    private static final String BASE = "This is the base URL of FHIR server.";
    private static final String DATE = "Invalid date/time format";

    private static final List<String> TYPES =
            Arrays.stream(ResourceType.values()).map(Enum::name).toList();
    private static final Pattern ELEMENT = Pattern.compile(
            "Unknown (?:element|attribute) '([A-Za-z]+)'|\\[element=\"([A-Za-z]+)\"]|incorrect type for element ([A-Za-z]+)");
    private static final Pattern UNKNOWN_TYPE =
            Pattern.compile("Unknown resource type '(.*)' - Server knows how to handle: \\[(.*)]", Pattern.DOTALL);
    private static final Pattern UNKNOWN_NAME = Pattern.compile("Unknown resource name \"([^\"]*)\".*", Pattern.DOTALL);

    private HapiRefusals() {}

    /** The element that a refusal of the parser names; empty where it names none. */
    static String element(String text) {
        Matcher matcher = ELEMENT.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        return Stream.of(1, 2, 3)
                .map(matcher::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    static RequestProblem translate(BaseServerResponseException problem) {
        int status = problem.getStatusCode();
        String text = plain(problem);
        Matcher parse = PARSE.matcher(text);
        if (parse.matches()) {
            return unparsed(status, plain(parse.group(1)));
        }
        if (ID.matcher(text).matches()) {
            return new RequestProblem(
                    status,
                    ErrorCode.INVALID_ID,
                    "Resource.id",
                    text + ". The resource carries the id of the URL it is sent to");
        }
        Matcher unknown = UNKNOWN_TYPE.matcher(text);
        if (unknown.matches()) {
            String message = "This server has no " + unknown.group(1) + meant(unknown.group(1), unknown.group(2))
                    + " The CapabilityStatement lists all types";
            return new RequestProblem(status, ErrorCode.UNKNOWN_RESOURCE_TYPE, "", message);
        }
        return new RequestProblem(status, code(status, text), "", inOurWords(text));
    }

    /** Of a body, or of a parameter of an operation that is a date. */
    static RequestProblem ofParser(DataFormatException problem) {
        String text = plain(problem);
        return text.startsWith(DATE)
                ? new RequestProblem(
                        ErrorCode.INVALID_PARAMETER, "", text + ": write it as 2026-03-01 or 2026-03-01T09:00:00-05:00")
                : new RequestProblem(ErrorCode.MALFORMED_RESOURCE, "", text);
    }

    private static String inOurWords(String text) {
        Matcher noMethod = NO_METHOD.matcher(text);
        if (noMethod.matches()) {
            return noMethod.group(1) + " " + noMethod.group(2)
                    + " is not served here, or not with these parameters: the CapabilityStatement lists the interactions and"
                    + " operations of each type";
        }
        if (text.startsWith(BASE)) {
            return "At the base bundles are sent by POST, and _history is read; whatever else names a type, such as Patient,"
                    + " or an operation, such as $export";
        }
        return text;
    }

    private static String meant(String misspelled, String names) {
        return "." + ClosestName.didYouMean(misspelled, List.of(names.split(", ")));
    }

    private static RequestProblem unparsed(int status, String text) {
        Matcher type = TYPE.matcher(text);
        if (type.matches() && !TYPES.contains(type.group(2))) {
            return unknownName(status, ErrorCode.WRONG_RESOURCE_TYPE, type.group(2));
        }
        if (type.matches()) {
            String message = "The body is a " + type.group(2) + ", the URL is for " + type.group(1) + ": send it to /"
                    + type.group(2) + ", or correct resourceType";
            return new RequestProblem(status, ErrorCode.WRONG_RESOURCE_TYPE, "resourceType", message);
        }
        Matcher name = UNKNOWN_NAME.matcher(text);
        if (name.matches()) {
            return unknownName(status, ErrorCode.MALFORMED_RESOURCE, name.group(1));
        }
        return new RequestProblem(
                status, ErrorCode.MALFORMED_RESOURCE, "", "The body is no resource of FHIR R4: " + text);
    }

    private static RequestProblem unknownName(int status, ErrorCode code, String name) {
        String message = "FHIR R4 has no resource " + name + meant(name, String.join(", ", TYPES));
        return new RequestProblem(status, code, "resourceType", message);
    }

    private static ErrorCode code(int status, String text) {
        if (NO_METHOD.matcher(text).matches()) {
            return ErrorCode.UNSUPPORTED_INTERACTION;
        }
        return switch (status) {
            case 404 -> text.contains("resource type") ? ErrorCode.UNKNOWN_RESOURCE_TYPE : ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.UNSUPPORTED_INTERACTION;
            case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            default -> ErrorCode.INVALID_REQUEST;
        };
    }

    /** Without HAPI's own numbers and names. */
    public static String plain(RuntimeException problem) {
        return plain(String.valueOf(problem.getMessage()));
    }

    private static String plain(String text) {
        String placed =
                PLACE_IN_XML.matcher(text.replaceAll("HAPI-[0-9]+: ", "")).replaceAll("line $1, column $2: ");
        return CLASS.matcher(placed).replaceAll("");
    }
}
