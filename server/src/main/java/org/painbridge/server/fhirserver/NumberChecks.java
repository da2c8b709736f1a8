package org.painbridge.server.fhirserver;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * Numbers are stored and sent written out, so {@code 1e99999999} of ten characters would become 100 MB. {@link JsonChecks}
 * refuses those of JSON before HAPI reads them; this class looks for what hides them, in bodies that look suspicious.
 */
@Interceptor
public final class NumberChecks {
    static final int MOST_DIGITS = 64;
    static final int LARGEST_EXPONENT = 99;
    private static final String SUSPICIOUS = NumberChecks.class.getName() + ".suspicious";

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request) {
        switch (request.getRestOperationType()) {
            case TRANSACTION, UPDATE -> checkForms(request, request.getResource());
            case null, default -> check(request, request.getResource());
        }
    }

    /** For bodies that HAPI does not show to interceptors: bundles. */
    void check(RequestDetails request, @Nullable IBaseResource resource) {
        checkSuspect(request, resource);
    }

    static void checkSuspect(RequestDetails request, @Nullable IBaseResource resource) {
        if (isSuspect(request) && resource != null) {
            check(resource);
        }
    }

    /** The same where the lengths of strings are for {@link KeptTexts} to judge. */
    static void checkForms(RequestDetails request, @Nullable IBaseResource resource) {
        if (isSuspect(request) && resource != null) {
            checkForms(resource);
        }
    }

    /**
     * For what came by another way than HAPI's.
     *
     * @throws RequestProblem where a number is too large, or a value has a form that {@link JsonShape} would refuse
     */
    public static void check(IBaseResource resource) {
        check(resource, false);
    }

    /** The same, whatever the lengths of its strings. */
    public static void checkForms(IBaseResource resource) {
        check(resource, true);
    }

    private static void check(IBaseResource resource, boolean anyText) {
        if (resource instanceof Base base) {
            if (!fits(base)) {
                throw refusal("", "");
            }
            PrimitiveForms.check(base, anyText);
        }
    }

    /** {@link NumberScan} of the body. */
    static boolean suspicious(byte[] body) {
        NumberScan scan = new NumberScan();
        for (byte next : body) {
            scan.read(next);
        }
        return scan.suspicious();
    }

    /** The same of the texts of a tree; its numbers were looked at when it was read. */
    static boolean suspicious(JsonNode tree) {
        boolean suspicious = tree.isTextual() && suspicious((tree.textValue() + '"').getBytes(StandardCharsets.UTF_8));
        for (JsonNode child : tree) {
            suspicious |= suspicious(child);
        }
        return suspicious;
    }

    private static boolean fits(Base element) {
        if (element instanceof DecimalType number && number.getValue() != null) {
            return fits(number.getValue());
        }
        return element.children().stream()
                .flatMap(child -> child.getValues().stream())
                .allMatch(NumberChecks::fits);
    }

    static boolean fits(BigDecimal value) {
        long exponent = (long) value.precision() - value.scale() - 1;
        return value.precision() <= MOST_DIGITS && Math.abs(exponent) <= LARGEST_EXPONENT;
    }

    /** Has the numbers of this request looked at once they are read: in XML, and within quotes, they look like texts. */
    static void suspect(RequestDetails request) {
        request.getUserData().put(SUSPICIOUS, true);
    }

    static boolean isSuspect(RequestDetails request) {
        return request.getUserData().containsKey(SUSPICIOUS);
    }

    /** @param place " at line 1, column 2", or empty */
    static RequestProblem refusal(String expression, String place) {
        return new RequestProblem(
                ErrorCode.NUMBER_OUT_OF_RANGE,
                expression,
                "A number" + place + " has more than " + MOST_DIGITS + " digits or an exponent beyond "
                        + LARGEST_EXPONENT + ": send it with fewer digits");
    }
}
