package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/** Reads {@code context.draftOrders}: of order-select what was selected, of order-sign all. */
final class DraftOrderReader {
    private static final String BUNDLE = "context.draftOrders";
    private static final String SELECTIONS = "context.selections";
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]{1,63}/[A-Za-z0-9\\-.]{1,64}");

    private final FhirReader fhir;
    private final int most;

    /** @param most orders of one call */
    DraftOrderReader(FhirReader fhir, int most) {
        this.fhir = fhir;
        this.most = most;
    }

    /**
     * @param hook null where it is another one
     * @throws RequestProblem where there are too many, or one is no resource of R4
     */
    DraftOrders read(JsonNode context, @Nullable HookName hook, String patientId, Faults faults) {
        JsonNode bundle = context.path("draftOrders");
        boolean isBundle = bundle.path("resourceType").asText().equals("Bundle")
                && (bundle.path("entry").isArray() || bundle.path("entry").isMissingNode());
        if (!faults.require(isBundle, BUNDLE, "context.draftOrders is a Bundle with the unsigned orders")) {
            return DraftOrders.NONE;
        }
        if (bundle.path("entry").size() > most) {
            throw new RequestProblem(
                    ErrorCode.TOO_MANY_ENTRIES,
                    BUNDLE,
                    "There are " + bundle.path("entry").size() + " draft orders; the most in one call are " + most
                            + " (painbridge.cds-hooks.max-orders)");
        }
        Set<String> selected = hook == HookName.ORDER_SELECT ? selections(context, faults) : Set.of();
        List<DraftOrder> orders = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < bundle.path("entry").size(); i++) {
            String where = BUNDLE + ".entry[" + i + "].resource";
            JsonNode resource = bundle.path("entry").path(i).path("resource");
            String type = resource.path("resourceType").asText();
            String reference = type + "/" + resource.path("id").asText();
            seen.add(reference);
            if (!faults.require(resource.isObject() && !type.isEmpty(), where, "A draft order is a FHIR resource")) {
                continue;
            }
            if (hook == HookName.ORDER_SELECT && !selected.contains(reference)) {
                continue;
            }
            if (type.equals("ServiceRequest")) {
                order((ObjectNode) resource, where, notes)
                        .filter(order -> isOf(order.order(), patientId, where, faults))
                        .ifPresent(orders::add);
            } else {
                notes.add(new Note(where, "Not looked at: the service is about ServiceRequests, this is another type"));
            }
        }
        selected.stream()
                .filter(reference -> !seen.contains(reference))
                .forEach(reference -> faults.add(SELECTIONS, "A selection is not among the draft orders"));
        return new DraftOrders(orders, notes);
    }

    private static Set<String> selections(JsonNode context, Faults faults) {
        JsonNode selections = context.path("selections");
        Set<String> references = new HashSet<>();
        if (faults.require(
                selections.isArray() && !selections.isEmpty(),
                SELECTIONS,
                "context.selections is the list of the orders just selected, each as type and id")) {
            for (JsonNode selection : selections) {
                if (faults.require(
                        REFERENCE.matcher(selection.asText()).matches(),
                        SELECTIONS,
                        "A selection is type and id of a draft order, such as ServiceRequest/103")) {
                    references.add(selection.asText());
                }
            }
        }
        return references;
    }

    /** Decisions are kept with their orders; one that cannot be kept takes no other with it. */
    private Optional<DraftOrder> order(ObjectNode sent, String where, List<Note> notes) {
        try {
            return Optional.of(new DraftOrder(sent, (ServiceRequest) fhir.order(sent, where)));
        } catch (RequestProblem e) {
            if (e.code() != ErrorCode.VALUE_TOO_LONG) {
                throw e;
            }
            notes.add(new Note(where, "Not looked at: a string of it is longer than FHIR allows"));
            return Optional.empty();
        }
    }

    /** A subject by identifier alone is for the engine to judge. */
    private static boolean isOf(ServiceRequest order, String patientId, String where, Faults faults) {
        IIdType subject = order.getSubject().getReferenceElement();
        boolean same = !subject.hasIdPart()
                || !"Patient".equals(subject.getResourceType())
                || patientId.equals(subject.getIdPart());
        return faults.require(same, where + ".subject", "The order is for another patient than context.patientId");
    }
}
