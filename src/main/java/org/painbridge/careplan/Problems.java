package org.painbridge.careplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong; of several problems at one place the first, most basic one stands. */
final class Problems {
    private final Map<String, PushProblem> byExpression = new LinkedHashMap<>();

    void add(PushReason reason, String expression, String fix) {
        byExpression.putIfAbsent(expression, new PushProblem(reason, expression, fix));
    }

    List<PushProblem> list() {
        return List.copyOf(byExpression.values());
    }
}
