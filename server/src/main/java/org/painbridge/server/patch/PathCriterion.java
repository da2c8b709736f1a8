package org.painbridge.server.patch;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FHIRConstant;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.StringType;

/**
 * What may stand within {@code where()}: all that looks at each element below the one in question a few times at most. So
 * there are no patterns, nothing that multiplies, and no way up to the resource ({@code %resource}), from where each
 * element could look at all others.
 */
final class PathCriterion {
    private static final Set<Function> FUNCTIONS = EnumSet.of(
            Function.Where,
            Function.Exists,
            Function.Empty,
            Function.Not,
            Function.HasValue,
            Function.Extension,
            Function.OfType,
            Function.As,
            Function.Is,
            Function.Item,
            Function.First,
            Function.Last,
            Function.Tail,
            Function.Skip,
            Function.Take,
            Function.Count,
            Function.StartsWith,
            Function.EndsWith,
            Function.Contains,
            Function.Lower,
            Function.Upper,
            Function.Today,
            Function.Now);

    private static final Set<Operation> OPERATIONS = EnumSet.of(
            Operation.Equals,
            Operation.NotEquals,
            Operation.LessThan,
            Operation.LessOrEqual,
            Operation.Greater,
            Operation.GreaterOrEqual,
            Operation.Is,
            Operation.As,
            Operation.And,
            Operation.Or,
            Operation.Xor,
            Operation.Implies);

    private static final List<Class<?>> CONSTANTS =
            List.of(StringType.class, IntegerType.class, DecimalType.class, BooleanType.class, Quantity.class);

    private PathCriterion() {}

    /** @throws IllegalArgumentException where there is anything else in it */
    static void check(ExpressionNode node) {
        if (node.getKind() == Kind.Function && !FUNCTIONS.contains(node.getFunction())) {
            throw unsupported(node.getFunction().toCode() + "()");
        }
        if (node.getOperation() != null && !OPERATIONS.contains(node.getOperation())) {
            throw unsupported(node.getOperation().toCode());
        }
        if (node.getConstant() != null && !isPlain(node.getConstant())) {
            throw unsupported(node.toString());
        }
        below(node).forEach(PathCriterion::check);
    }

    /** How many names, functions and values an expression has. */
    static int parts(ExpressionNode node) {
        return 1 + below(node).mapToInt(PathCriterion::parts).sum();
    }

    /** A value or a date, but no variable. */
    private static boolean isPlain(Base constant) {
        return constant instanceof FHIRConstant other
                ? other.getValue().startsWith("@")
                : CONSTANTS.contains(constant.getClass());
    }

    private static Stream<ExpressionNode> below(ExpressionNode node) {
        List<ExpressionNode> parameters = node.getParameters() == null ? List.of() : node.getParameters();
        return Stream.concat(
                parameters.stream(),
                Stream.of(node.getGroup(), node.getInner(), node.getOpNext()).filter(Objects::nonNull));
    }

    private static IllegalArgumentException unsupported(String what) {
        return new IllegalArgumentException("has " + what + " within where(), which a patch may not use");
    }
}
