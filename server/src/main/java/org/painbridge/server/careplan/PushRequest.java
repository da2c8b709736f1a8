package org.painbridge.server.careplan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.server.careplan.SentMessage.Entry;

/** What {@code $push} is asked for by a message; it remembers where in the message each part of it stands. */
final class PushRequest {
    private static final Pattern MEMBER =
            Pattern.compile("Parameters\\.parameter\\[0]\\.resource\\.entry\\[([0-9]+)](.*)");
    private static final Pattern VALUE = Pattern.compile("Parameters\\.parameter\\[([0-9]+)]\\.value(.*)");
    private static final String OF_PLAN =
            "Parameters.parameter.where(name='bundle').resource.entry.resource.ofType(CarePlan)";
    private static final String IDENTIFIER = "Parameters.parameter.where(name='pushIdentifier').value";

    private final Parameters parameters = new Parameters();
    /** By the index of the parameter. */
    private final List<String> places = new ArrayList<>();

    private final List<Entry> members;
    private final Entry header;

    /**
     * @param bundle of the plan
     * @param members of the message, in the order of the bundle
     */
    PushRequest(Bundle bundle, List<Entry> members, SentMessage message) {
        this.members = List.copyOf(members);
        this.header = message.entries().getFirst();
        parameters.addParameter().setName("bundle").setResource(bundle);
        places.add("Bundle");
        add(
                "pushIdentifier",
                new Identifier().setSystem(message.source()).setValue(message.id()),
                header.path() + ".id");
    }

    Parameters parameters() {
        return parameters;
    }

    void add(String name, Type value, String place) {
        parameters.addParameter(name, value);
        places.add(place);
    }

    /** Once, however often it is named. */
    void recipient(Reference recipient, String place) {
        if (parameters.getParameter().stream().noneMatch(before -> recipient.equalsDeep(before.getValue()))) {
            add("recipient", recipient, place);
        }
    }

    /** Says of an issue of the push where it is in the message. */
    void place(OperationOutcomeIssueComponent issue) {
        for (StringType expression : issue.getExpression()) {
            expression.setValue(inMessage(String.valueOf(expression.getValue())));
        }
    }

    private String inMessage(String place) {
        Matcher member = MEMBER.matcher(place);
        if (member.matches()) {
            return "Bundle.entry["
                    + members.get(Integer.parseInt(member.group(1))).index() + "]" + member.group(2);
        }
        Matcher value = VALUE.matcher(place);
        if (value.matches()) {
            return places.get(Integer.parseInt(value.group(1))) + value.group(2);
        }
        if (place.startsWith(OF_PLAN)) {
            return plan() + place.substring(OF_PLAN.length());
        }
        return switch (place) {
            case IDENTIFIER -> header.path() + ".id";
            case "Parameters" -> header.path() + ".destination"; // Nobody is found to whom it could go.
            default -> place.replaceFirst("^Parameters\\.parameter\\[0]\\.resource", "Bundle");
        };
    }

    private String plan() {
        return members.stream()
                .filter(member -> member.type().equals("CarePlan"))
                .map(Entry::path)
                .findFirst()
                .orElseThrow();
    }
}
