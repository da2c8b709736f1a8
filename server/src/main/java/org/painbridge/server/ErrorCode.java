package org.painbridge.server;

import java.util.Locale;

/**
 * Why a request was refused, as clients see it: stable codes of {@code CodeSystem/error-code}, each with its HTTP status.
 * docs/error-codes.md says what to do about each; the refusals of {@code CarePlan/$push} are
 * {@link org.painbridge.careplan.PushReason}, of the other operations on plans {@link org.painbridge.careplan.ExchangeReason}.
 */
public enum ErrorCode {
    ACCESS_DENIED(403),
    ASYNC_ONLY(400),
    BODY_TOO_LARGE(413),
    CHART_UNAVAILABLE(412),
    CLIENT_NOT_TRUSTED(401),
    CONFLICT(409),
    DELETED(410),
    DIRECTIVE_NOT_UNDERSTOOD(422),
    DUPLICATE_JSON_KEY(400),
    ENTRY_WITHOUT_REQUEST(400),
    ENTRY_WITHOUT_RESOURCE(400),
    ID_TAKEN(409),
    EXPORT_FAILED(500),
    INTERNAL(500),
    INVALID_CONDITION(400),
    INVALID_ENTRY_URL(400),
    INVALID_HOOK_REQUEST(400),
    INVALID_ID(400),
    INVALID_PARAMETER(400),
    INVALID_REFERENCE(400),
    INVALID_REQUEST(400),
    INVALID_SEARCH(400),
    INVALID_URL(400),
    INVALID_VERSION(400),
    MALFORMED_BODY(400),
    MALFORMED_JSON(400),
    MALFORMED_PATCH(400),
    MALFORMED_RESOURCE(400),
    MESSAGE_CONFLICT(409),
    MESSAGE_EVENT_UNKNOWN(422),
    MESSAGE_INVALID(400),
    MME_TABLE(400),
    MME_WINDOW(400),
    NESTED_TOO_DEEP(400),
    NOT_FOUND(404),
    NOT_SIGNED_IN(401),
    NUMBER_OUT_OF_RANGE(400),
    OVERRIDE_REFUSED(403),
    PATCH_FAILED(422),
    PROFILE_VIOLATED(422),
    SCOPE_MISSING(403),
    SEVERAL_MATCHES(412),
    STALE_VERSION(412),
    STORAGE_FULL(507),
    TOO_COSTLY(400),
    TOO_MANY_ENTRIES(413),
    TOO_MANY_EXPORTS(429),
    TOO_MANY_REQUESTS(429),
    TWIN_ENTRIES(422),
    UNAVAILABLE(503),
    UNKNOWN_CDS_SERVICE(404),
    UNKNOWN_CODE(404),
    UNKNOWN_CODE_SYSTEM(404),
    UNKNOWN_CONCEPT_MAP(404),
    UNKNOWN_GUIDELINE(404),
    UNKNOWN_PROFILE(404),
    UNKNOWN_RESOURCE_TYPE(404),
    UNKNOWN_SEARCH_PARAMETER(400),
    UNKNOWN_VALUE_SET(404),
    UNRESOLVED_REFERENCE(400),
    UNSUPPORTED_ANSWER_FORM(406),
    UNSUPPORTED_DEFINITION(422),
    UNSUPPORTED_ENCODING(415),
    UNSUPPORTED_ENTRY(400),
    UNSUPPORTED_INTERACTION(405),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNSUPPORTED_PARAMETER(400),
    UNSUPPORTED_SUBSCRIPTION(422),
    VALUE_TOO_LONG(422),
    VERSION_REQUIRED(428),
    WRONG_BUNDLE_TYPE(400),
    WRONG_REFERENCE_TYPE(400),
    WRONG_RESOURCE_TYPE(400);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** As clients see it: {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }
}
