package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.EntryAnswer.Head;
import org.painbridge.server.security.Allowance;
import org.springframework.http.HttpStatus;

/** Carries out entries of batches as requests of their own, by all that such a request passes. */
final class EntryRequests {
    private static final int FIRST_REFUSAL = 400;
    private static final String PLACE = "request.url";

    private final FhirContext context;
    private final InteractionLog log;

    EntryRequests(FhirContext context, InteractionLog log) {
        this.context = context;
        this.log = log;
    }

    EntryAnswer answer(AloneEntry entry, RequestDetails batch) {
        ServletRequestDetails details = (ServletRequestDetails) batch;
        if (!Allowance.of(details.getServletRequest()).takeOne()) {
            throw new EntryProblem(
                    entry.index(),
                    PLACE,
                    new RequestProblem(
                            ErrorCode.TOO_MANY_REQUESTS,
                            PLACE,
                            "An operation within a batch counts as a request, and this client has sent too many: send it again"
                                    + " later"));
        }
        EntryRequest request = new EntryRequest(details.getServletRequest(), batch, entry, body(entry));
        EntryResponse response = new EntryResponse(details.getServletResponse());
        log.alone(request, () -> serve((FhirServer) details.getServer(), request, response));
        return answer(entry, response, batch.getFhirServerBase());
    }

    private static int serve(FhirServer server, EntryRequest request, EntryResponse response) {
        try {
            server.serve(request, response);
            return response.getStatus();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] body(AloneEntry entry) {
        Resource sent = entry.entry().getResource();
        return sent == null ? new byte[0] : json(sent);
    }

    private EntryAnswer answer(AloneEntry entry, EntryResponse response, String base) {
        int status = response.getStatus();
        HttpStatus known = HttpStatus.resolve(status);
        String line = status < FIRST_REFUSAL && known != null ? status + " " + known.getReasonPhrase() : "" + status;
        byte[] body = resource(response);
        Head head = head(response, base);
        if (status >= FIRST_REFUSAL && body != null && parsed(body) instanceof OperationOutcome outcome) {
            return EntryAnswer.alone(line, head, null, placed(entry.index(), outcome));
        }
        return EntryAnswer.alone(line, head, entry.method() == HTTPVerb.HEAD ? null : body, null);
    }

    /** What is no resource comes as a Binary (FHIR R4, 3.1.0.11.2). */
    private byte @Nullable [] resource(EntryResponse response) {
        byte[] body = response.body();
        if (body.length == 0) {
            return null;
        }
        String type = String.valueOf(response.getContentType());
        EncodingEnum form = EncodingEnum.forContentType(type.split(";", 2)[0].strip());
        if (form == EncodingEnum.JSON) {
            return body;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return json(
                form == EncodingEnum.XML
                        ? context.newXmlParser().parseResource(text)
                        : new Binary().setContentType(type).setData(body));
    }

    private static Head head(EntryResponse response, String base) {
        String location = response.getHeader("Location");
        String date = response.getHeader("Last-Modified");
        return new Head(
                location != null && location.startsWith(base + "/") ? location.substring(base.length() + 1) : location,
                response.getHeader("ETag"),
                date == null ? null : DateUtils.parseDate(date).toInstant().toString());
    }

    private static OperationOutcome placed(int index, OperationOutcome outcome) {
        outcome.getIssue().forEach(issue -> {
            if (issue.hasExpression()) {
                issue.getExpression()
                        .forEach(expression ->
                                expression.setValue(EntryProblem.expression(index, PLACE, expression.getValue())));
            } else {
                issue.addExpression(EntryProblem.expression(index, PLACE, ""));
            }
        });
        return outcome;
    }

    private IBaseResource parsed(byte[] json) {
        return context.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8));
    }

    private byte[] json(IBaseResource resource) {
        return context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }
}
