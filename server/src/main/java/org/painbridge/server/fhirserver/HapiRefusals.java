package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
                    "invalid-id",
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
            return new RequestProblem(status, "wrong-resource-type", "resourceType", message);
        }
        return new RequestProblem(status, "malformed-resource", "", "The body is no resource of FHIR R4: " + text);
    }

    private static String code(int status, String text) {
        if (NO_METHOD.matcher(text).matches()) {
            return "unsupported-interaction";
        }
        return switch (status) {
            case 404 -> text.contains("resource type") ? "unknown-resource-type" : "not-found";
            case 405 -> "unsupported-interaction";
            case 415 -> "unsupported-media-type";
            default -> "invalid-request";
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
