package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Narratives and strings that an earlier build took and this one refuses. What replaces a version that has them may keep them:
 * they are stored and served already, and whoever changes another element did not write them.
 */
final class KeptTexts {
    private static final String REFUSAL = KeptTexts.class.getName() + ".refusal";
    private static final String LEFT = KeptTexts.class.getName() + ".left";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private KeptTexts() {}

    /** A text that is refused where it is not kept. */
    record Fault(String text, ErrorCode code, String place, String message) {
        RequestProblem problem() {
            return new RequestProblem(code, place, message);
        }
    }

    private record Left(List<Fault> faults) {}

    /** Puts off a refusal that is for such texts alone until the body is read. */
    static void putOff(RequestDetails request, RequestProblem refusal) {
        request.getUserData().put(REFUSAL, refusal);
        NumberChecks.suspect(request);
    }

    /** That refusal. */
    static @Nullable RequestProblem refusal(RequestDetails request) {
        return (RequestProblem) request.getUserData().get(REFUSAL);
    }

    /**
     * Leaves the faults of an update to the write, which knows the version that it replaces.
     *
     * @return whether there are any
     */
    static boolean leave(RequestDetails request, Resource update) {
        List<Fault> faults = faults(update, NumberChecks.isSuspect(request));
        if (!faults.isEmpty()) {
            update.setUserData(LEFT, new Left(faults));
        }
        return !faults.isEmpty();
    }

    /** @throws RequestProblem where there are any in what replaces nothing */
    static void refuse(RequestDetails request, Resource sent) {
        look(sent, NumberChecks.isSuspect(request), fault -> {
            throw fault.problem();
        });
    }

    /** @param strings whether there may be strings that are too long */
    static List<Fault> faults(Resource resource, boolean strings) {
        List<Fault> faults = new ArrayList<>();
        look(resource, strings, faults::add);
        return faults;
    }

    private static void look(Resource resource, boolean strings, Consumer<Fault> found) {
        if (strings) {
            PrimitiveForms.tooLong(resource, resource.fhirType(), found);
        }
        NarrativeChecks.look(resource, resource.fhirType(), found);
    }

    /** @throws RequestProblem where the update has one that the version which it replaces has not */
    static void require(ScopedTransaction transaction, Resource update) throws SQLException {
        if (!(update.getUserData(LEFT) instanceof Left left)) {
            return;
        }
        StoredResource current = transaction
                .readToChange(update.fhirType(), update.getIdElement().getIdPart())
                .filter(found -> !found.deleted())
                .orElse(null);
        require(left.faults(), () -> current == null ? Set.of() : in(transaction.parse(current)));
    }

    /** @param kept what is stored; asked once, and only where there are faults */
    static void require(List<Fault> faults, Supplier<Set<String>> kept) {
        if (faults.isEmpty()) {
            return;
        }
        Set<String> stored = kept.get();
        for (Fault fault : faults) {
            if (!stored.contains(fault.text())) {
                throw fault.problem();
            }
        }
    }

    /** Each way through HAPI's XML adds blanks around remarks. */
    static String text(XhtmlNode div) {
        return BLANKS.matcher(div.getValueAsString()).replaceAll(" ");
    }

    /** The texts of a stored resource that may be such. */
    static Set<String> in(Resource stored) {
        Set<String> texts = new HashSet<>();
        new Narratives((div, place) -> {
                    NarrativeContent.settle(div); // As those that it is compared with.
                    texts.add(text(div));
                })
                .of(stored, "");
        PrimitiveForms.tooLong(stored, "", fault -> texts.add(fault.text()));
        return texts;
    }
}
