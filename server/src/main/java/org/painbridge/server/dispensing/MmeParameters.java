package org.painbridge.server.dispensing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.SearchQuery;

/** The names of what a caller of {@code $mme} sent: a figure for another day than was meant would look right. */
final class MmeParameters {
    private static final List<String> NAMES = List.of("asOf", "days", "table", "curve", "knownAt");

    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})");

    private MmeParameters() {}

    /**
     * @param url parameters of the URL
     * @param body of a POST
     * @throws RequestProblem naming the parameter that is unknown or sent twice
     */
    static void check(Map<String, String[]> url, @Nullable Parameters body) {
        List<String> sent = new ArrayList<>();
        url.forEach((name, values) -> {
            for (int i = 0; i < values.length && !SearchQuery.PRESENTATION.contains(name); i++) {
                sent.add(name);
            }
        });
        if (body != null) {
            body.getParameter().stream()
                    .map(ParametersParameterComponent::getName)
                    .map(String::valueOf)
                    .forEach(sent::add);
        }
        Set<String> seen = new HashSet<>();
        for (String name : sent) {
            if (!NAMES.contains(name)) {
                throw problem(
                        name,
                        "$mme has no parameter " + name + "."
                                + ClosestName.didYouMean(name, NAMES) + " There are "
                                + String.join(", ", NAMES));
            }
            if (!seen.add(name)) {
                throw problem(name, "Send the parameter " + name + " once");
            }
        }
    }

    /**
     * A moment that has passed.
     *
     * @throws RequestProblem if it is less than an instant, or lies ahead: what will be known then is not known
     */
    static Instant moment(InstantType knownAt, Instant now) {
        String text = knownAt.getValueAsString();
        if (text == null || !INSTANT.matcher(text).matches()) {
            throw problem("knownAt", "knownAt is an instant such as 2026-03-01T09:00:00-05:00");
        }
        Instant moment = knownAt.getValue().toInstant();
        if (moment.isAfter(now)) {
            throw problem("knownAt", "knownAt lies ahead: what will be known is not known");
        }
        return moment;
    }

    private static RequestProblem problem(String name, String message) {
        return new RequestProblem(
                ErrorCode.INVALID_PARAMETER, "Parameters.parameter.where(name='" + name + "')", message);
    }
}
