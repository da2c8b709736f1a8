package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Orders and conditions that refer to each other in circles. */
public final class CyclicOrders {
    private CyclicOrders() {}

    /** The order with reasons in it that refer to each other, and to it; based on the other order. */
    public static ObjectNode withCycle(ObjectNode order, String other) {
        String person = order.at("/subject/reference").asText();
        String self = "ServiceRequest/" + order.path("id").asText();
        ArrayNode contained = order.putArray("contained");
        contained.add(condition("a", "#b", person));
        contained.add(condition("b", "#a", person));
        contained.add(condition("c", self, person));
        order.putArray("basedOn").addObject().put("reference", "ServiceRequest/" + other);
        order.withArray("basedOn").addObject().put("reference", self);
        order.putArray("replaces").addObject().put("reference", self);
        order.putArray("reasonReference").addObject().put("reference", "#a");
        order.withArray("reasonReference").addObject().put("reference", "Condition/x");
        order.putArray("supportingInfo").addObject().put("reference", "#c");
        order.withArray("supportingInfo").addObject().put("reference", self);
        return order;
    }

    /** Three of the person chart-1, in a circle. */
    public static ObjectNode[] conditions() {
        String person = "Patient/" + HookCalls.PATIENT;
        return new ObjectNode[] {
            condition("x", "Condition/y", person),
            condition("y", "Condition/z", person),
            condition("z", "Condition/x", person)
        };
    }

    private static ObjectNode condition(String id, String evidence, String person) {
        ObjectNode condition = HookCalls.JSON
                .createObjectNode()
                .put("resourceType", "Condition")
                .put("id", id);
        HookCalls.code(condition.putObject("code"), HookCalls.SNOMED, HookCalls.LOW_BACK_PAIN);
        condition.putObject("subject").put("reference", person);
        condition
                .putArray("evidence")
                .addObject()
                .putArray("detail")
                .addObject()
                .put("reference", evidence);
        return condition;
    }
}
