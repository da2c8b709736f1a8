package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.painbridge.server.ErrorCode;

/** HAPI's own refusals in our words. HAPI has no codes but its messages, so these are read. */
final class HapiRefusals {
    private static final Pattern PARSE =
            Pattern.compile("Failed to parse request body as (?:JSON|XML) resource. Error was: (.*)", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("Incorrect resource type found, expected \"(\\w+)\" but found \"([^\"]*)\".*");
    private static final Pattern ID = Pattern.compile("Can not update resource, .*", Pattern.DOTALL);
    private static final Pattern NO_METHOD = Pattern.compile("Invalid request: The FHIR endpoint .*", Pattern.DOTALL);

    private HapiRefusals() {}

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
        return new RequestProblem(status, code(status, text), "", text);
    }

    private static RequestProblem unparsed(int status, String text) {
        Matcher type = TYPE.matcher(text);
        if (type.matches()) {
            String message = "The body is a " + type.group(2) + ", the URL is for " + type.group(1) + ": send it to /"
                    + type.group(2) + ", or correct resourceType";
            return new RequestProblem(status, ErrorCode.WRONG_RESOURCE_TYPE, "resourceType", message);
        }
        return new RequestProblem(
                status, ErrorCode.MALFORMED_RESOURCE, "", "The body is no resource of FHIR R4: " + text);
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

    /** Without HAPI's own numbers. */
    static String plain(RuntimeException problem) {
        return plain(String.valueOf(problem.getMessage()));
    }

    private static String plain(String text) {
        return text.replaceAll("HAPI-[0-9]+: ", "");
    }
}
