package org.painbridge.server.patch;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;

/**
 * A FHIRPath that leads to elements of a resource, step by step. What could leave the resource, make values of its own or
 * cost more than a look at each element is no path.
 *
 * @param text as it was sent
 * @param cost how many parts the expression has
 */
record ResourcePath(String text, List<Step> steps, int cost) {
    private static final int LONGEST = 1000;

    sealed interface Step {
        /** To all elements of that property. */
        record Child(String name) implements Step {}

        /** To those of them from one index up to before another. */
        record Slice(int from, int to) implements Step {}

        record Last() implements Step {}

        record OfType(String type) implements Step {}

        record ExtensionOf(String url) implements Step {}

        record Where(ExpressionNode criterion) implements Step {}
    }

    ResourcePath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException where it is no path, or not one of these; the message goes on: "The path ..." */
    static ResourcePath parse(String text, FHIRPathEngine engine) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("is longer than " + LONGEST + " characters");
        }
        ExpressionNode root = expression(text, engine);
        List<Step> steps = new ArrayList<>();
        readExpression(root, steps);
        return new ResourcePath(text, steps, PathCriterion.parts(root));
    }

    private static ExpressionNode expression(String text, FHIRPathEngine engine) {
        try {
            return engine.parse(text);
        } catch (RuntimeException e) { // The parser has several for what it cannot read.
            throw new IllegalArgumentException("is no FHIRPath: " + text, e);
        }
    }

    private static void readExpression(ExpressionNode head, List<Step> steps) {
        for (ExpressionNode node = head; node != null; node = node.getInner()) {
            read(node, steps);
            if (node != head && node.getOperation() != null) {
                throw unsupported(node.getOperation().toCode());
            }
        }
        if (head.getOperation() == Operation.As && head.getOpNext().getOperation() == null) {
            steps.add(new Step.OfType(type(head.getOpNext())));
        } else if (head.getOperation() != null) {
            throw unsupported(head.getOperation().toCode());
        }
    }

    private static void read(ExpressionNode node, List<Step> steps) {
        switch (node.getKind()) {
            case Name -> steps.add(new Step.Child(node.getName()));
            case Group -> readExpression(node.getGroup(), steps);
            case Function -> readFunction(node, steps);
            case Constant, Unary -> throw unsupported("a value");
        }
    }

    private static void readFunction(ExpressionNode node, List<Step> steps) {
        Function function = node.getFunction();
        switch (function) {
            case Item -> {
                int index = number(node);
                steps.add(new Step.Slice(index, index + 1));
            }
            case First -> steps.add(new Step.Slice(0, 1));
            case Last -> steps.add(new Step.Last());
            case Tail -> steps.add(new Step.Slice(1, Integer.MAX_VALUE));
            case Skip -> steps.add(new Step.Slice(number(node), Integer.MAX_VALUE));
            case Take -> steps.add(new Step.Slice(0, number(node)));
            case OfType, As -> steps.add(new Step.OfType(type(parameter(node))));
            case Extension -> steps.add(new Step.ExtensionOf(url(node)));
            case Where -> {
                PathCriterion.check(parameter(node));
                steps.add(new Step.Where(parameter(node)));
            }
            default -> throw unsupported(function.toCode() + "()");
        }
    }

    private static ExpressionNode parameter(ExpressionNode node) {
        return node.getParameters().getFirst();
    }

    private static int number(ExpressionNode node) {
        ExpressionNode parameter = parameter(node);
        boolean alone = parameter.getInner() == null && parameter.getOperation() == null;
        if (alone && parameter.getConstant() instanceof IntegerType number && number.getValue() < Integer.MAX_VALUE) {
            return number.getValue();
        }
        throw new IllegalArgumentException("has an index that is no number from 0 on: " + parameter);
    }

    private static String url(ExpressionNode node) {
        ExpressionNode parameter = parameter(node);
        boolean alone = parameter.getInner() == null && parameter.getOperation() == null;
        if (alone && parameter.getConstant() instanceof StringType url) {
            return url.getValue();
        }
        throw new IllegalArgumentException("wants the extension of a URL in quotes, not of " + parameter);
    }

    /** {@code Quantity} or {@code FHIR.Quantity}. */
    private static String type(ExpressionNode node) {
        ExpressionNode name = "FHIR".equals(node.getName()) && node.getInner() != null ? node.getInner() : node;
        if (name.getKind() != Kind.Name || name.getInner() != null || name.getOperation() != null) {
            throw new IllegalArgumentException("wants elements of a type that has no name: " + node);
        }
        return name.getName();
    }

    private static IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException(
                "has " + what + "; it leads from the resource to its elements by names, [0],"
                        + " where(), extension(), ofType(), as, first(), last(), tail(), skip() and take()");
    }
}
