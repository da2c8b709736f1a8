package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hl7.fhir.exceptions.FHIRFormatError;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.validation.ValidationBusy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every refusal as HTTP status and OperationOutcome: the one place that knows both. Codes: docs/error-codes.md. */
@Interceptor
public final class ProblemTranslator {
    static final String UNDECODABLE =
            "A percent sign of the URL is not followed by two hexadecimal digits: send %25 for the sign itself";

    /** The same request may succeed later. */
    private static final Set<ErrorCode> RETRY =
            Set.of(ErrorCode.CONFLICT, ErrorCode.TOO_MANY_EXPORTS, ErrorCode.UNAVAILABLE);

    private static final Logger LOG = LoggerFactory.getLogger(ProblemTranslator.class);

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException translate(Throwable thrown, RequestDetails request) {
        BaseServerResponseException refusal = translate(thrown);
        addPlace(refusal, request);
        if (refusal.getStatusCode() == ErrorCode.UNSUPPORTED_INTERACTION.status()) {
            refusal.addResponseHeader("Allow", AllowedMethods.at(String.valueOf(request.getRequestPath())));
        }
        if (refusal.getStatusCode() == 500) {
            LOG.error("Request {} failed", request.getRequestId(), thrown);
        }
        return refusal;
    }

    /** HAPI names the element that it cannot read, but not where it is. */
    private static void addPlace(BaseServerResponseException refusal, RequestDetails request) {
        if (!(refusal.getOperationOutcome() instanceof OperationOutcome outcome)) {
            return;
        }
        var issue = outcome.getIssueFirstRep();
        String element = HapiRefusals.element(String.valueOf(issue.getDiagnostics()));
        boolean unplaced = issue.getDetails().getCodingFirstRep().getCode() != null
                && issue.getDetails().getCodingFirstRep().getCode().equals(ErrorCode.MALFORMED_RESOURCE.code())
                && !issue.hasExpression();
        if (unplaced && !element.isEmpty()) {
            String place = JsonPlace.of(element, request.loadRequestContents());
            issue.addExpression(place.isEmpty() ? element : place);
        }
    }

    /** The same for interfaces beside FHIR REST. */
    public BaseServerResponseException translate(Throwable thrown) {
        Throwable cause = rootOfRefusal(thrown);
        return switch (cause) {
            case EntryProblem entry -> refusal(entry.problem(), entry);
            case NotModifiedException notModified -> notModified;
            case RuntimeException problem -> refusal(problem, null);
            default -> internal();
        };
    }

    private BaseServerResponseException refusal(RuntimeException cause, @Nullable EntryProblem entry) {
        return switch (cause) {
            case StoreProblem problem -> ofStore(problem, entry);
            case RequestProblem problem -> ofRequest(problem, entry);
            case ValidationBusy problem -> answer(ErrorCode.UNAVAILABLE, "", problem.getMessage());
            case DataFormatException problem -> ofRequest(HapiRefusals.ofParser(problem), entry);
            case IllegalArgumentException problem when ofUrl(problem) -> answer(ErrorCode.INVALID_URL, "", UNDECODABLE);
            case IllegalArgumentException problem
            when ofNumber(problem) ->
                answer(
                        ErrorCode.INVALID_PARAMETER,
                        "",
                        "A parameter of the operation is no whole number that fits into 32 bits");
            case InvalidParameterException problem -> ofForm(problem);
            case InternalErrorException problem -> internal();
            case BaseServerResponseException problem -> refusal(HapiRefusals.translate(problem), entry);
            case RuntimeException problem when problem.getCause() instanceof FHIRFormatError -> ofNarrative(entry);
            default -> internal();
        };
    }

    /** HAPI's parser throws it for a narrative only, and quotes that. */
    private BaseServerResponseException ofNarrative(@Nullable EntryProblem entry) {
        return ofRequest(
                new RequestProblem(
                        ErrorCode.MALFORMED_RESOURCE,
                        "text.div",
                        JsonShape.NO_RESOURCE + "a narrative is " + NarrativeForms.DIV),
                entry);
    }

    private BaseServerResponseException ofRequest(RequestProblem problem, @Nullable EntryProblem entry) {
        ErrorCode code = problem.code();
        return code == null
                ? placed(problem, entry)
                : answer(problem.getStatusCode(), code, where(entry, problem.expression()), problem.getMessage());
    }

    private static BaseServerResponseException placed(RequestProblem problem, @Nullable EntryProblem entry) {
        if (entry != null && problem.getOperationOutcome() instanceof OperationOutcome outcome) {
            outcome.getIssue()
                    .forEach(issue -> issue.getExpression()
                            .forEach(expression -> expression.setValue(entry.expression(expression.getValue()))));
        }
        return problem;
    }

    private BaseServerResponseException ofStore(StoreProblem problem, @Nullable EntryProblem entry) {
        String text = problem.getMessage();
        return switch (problem) {
            case StoreProblem.NotFound p -> answer(ErrorCode.NOT_FOUND, where(entry, ""), text);
            case StoreProblem.Gone p -> answer(ErrorCode.DELETED, where(entry, ""), text);
            case StoreProblem.StaleVersion p ->
                answer(ErrorCode.STALE_VERSION, where(entry, "http." + p.header()), text);
            case StoreProblem.SeveralMatches p -> answer(ErrorCode.SEVERAL_MATCHES, where(entry, p.expression()), text);
            case StoreProblem.Denied p -> answer(ErrorCode.ACCESS_DENIED, where(entry, ""), text);
            case StoreProblem.IdTaken p -> answer(ErrorCode.ID_TAKEN, where(entry, "Resource.id"), text);
            case StoreProblem.Conflict p -> answer(ErrorCode.CONFLICT, where(entry, ""), text);
            case StoreProblem.Invalid p -> answer(p.code(), where(entry, p.expression()), text);
            case StoreProblem.Unavailable p -> answer(ErrorCode.UNAVAILABLE, "", text);
            case StoreProblem.StorageFull p -> answer(ErrorCode.STORAGE_FULL, "", text);
        };
    }

    private static String where(@Nullable EntryProblem entry, String expression) {
        return entry == null ? expression : entry.expression(expression);
    }

    private static BaseServerResponseException internal() {
        return answer(ErrorCode.INTERNAL, "", "The server failed; its log has the cause under X-Request-Id");
    }

    private static BaseServerResponseException answer(ErrorCode code, String where, @Nullable String text) {
        return answer(code.status(), code, where, text);
    }

    private static BaseServerResponseException answer(int status, ErrorCode code, String where, @Nullable String text) {
        String message = String.valueOf(text);
        IssueType kind = code == ErrorCode.TOO_COSTLY ? IssueType.TOOCOSTLY : kind(status);
        Refusal refusal = new Refusal(status, message, Outcomes.error(kind, code, where, message));
        if (RETRY.contains(code)) {
            refusal.addResponseHeader("Retry-After", "1");
        }
        return refusal;
    }

    private static IssueType kind(int status) {
        return switch (status) {
            case 401 -> IssueType.SECURITY;
            case 403 -> IssueType.FORBIDDEN;
            case 404 -> IssueType.NOTFOUND;
            case 405, 415 -> IssueType.NOTSUPPORTED;
            case 409, 412 -> IssueType.CONFLICT;
            case 410 -> IssueType.DELETED;
            case 413 -> IssueType.TOOLONG;
            case 422 -> IssueType.PROCESSING;
            case 429 -> IssueType.THROTTLED;
            case 500 -> IssueType.EXCEPTION;
            case 503 -> IssueType.TRANSIENT;
            case 507 -> IssueType.NOSTORE;
            default -> IssueType.INVALID;
        };
    }

    /** HAPI reads the query of a URL before anything of ours sees it. */
    private static boolean ofUrl(IllegalArgumentException problem) {
        return String.valueOf(problem.getMessage()).startsWith("URLDecoder: ");
    }

    /** Parameters of operations in the URL, which HAPI reads. */
    private static boolean ofNumber(IllegalArgumentException problem) {
        return String.valueOf(problem.getMessage()).startsWith("java.lang.NumberFormatException: ");
    }

    /** Tomcat reads forms; its message quotes them. */
    private static BaseServerResponseException ofForm(InvalidParameterException problem) {
        return problem.getErrorCode() == ErrorCode.BODY_TOO_LARGE.status()
                ? answer(
                        ErrorCode.BODY_TOO_LARGE,
                        "",
                        "The form is larger, or has more parameters, than the server reads: send less")
                : answer(
                        ErrorCode.INVALID_URL,
                        "",
                        "The form cannot be decoded, or has too many parameters: send at most 1000, and each in the UTF-8"
                                + " form, with its bytes encoded such as %C3%A9 for é");
    }

    /** HAPI wraps what a provider throws; the wrapping says nothing to a client. */
    private static Throwable rootOfRefusal(Throwable thrown) {
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            if (next instanceof StoreProblem
                    || next instanceof RequestProblem
                    || next instanceof EntryProblem
                    || next instanceof ValidationBusy) {
                return next;
            }
            if (next instanceof BodyTooLarge tooLarge) {
                return tooLarge.refusal();
            }
        }
        return thrown;
    }

    private static final class Refusal extends BaseServerResponseException {
        Refusal(int status, String message, OperationOutcome outcome) {
            super(status, message, outcome);
        }
    }
}
