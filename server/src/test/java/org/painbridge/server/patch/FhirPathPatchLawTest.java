package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.PatchParameters.operation;
import static org.painbridge.server.PatchParameters.operations;
import static org.painbridge.server.PatchParameters.part;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;

/** Laws of FHIRPath Patches, on seeded random operations, of which about one in three fits. */
class FhirPathPatchLawTest {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final List<String> TYPES =
            List.of("Patient", "Observation", "MedicationDispense", "CarePlan", "Questionnaire", "Basic");
    private static final List<String> TEXTS =
            List.of("true", "2020-01-01", "final", "male", "3", "x", "urn:x", "<div>x</div>");
    private static final List<Type> DATATYPES = CONTEXT.getElementDefinitions().stream()
            .sorted(Comparator.comparing(BaseRuntimeElementDefinition::getName))
            .map(type -> type.getImplementingClass())
            .filter(type -> Type.class.isAssignableFrom(type) && !type.equals(Enumeration.class))
            .map(type -> (Type) CONTEXT.getElementDefinition(type).newInstance())
            .toList();

    static Stream<Arguments> resources() {
        return Cases.of(100, Patched::new);
    }

    /** Nothing but a refusal is thrown; what is left can be written and read, unless HAPI's parser says why not. */
    @ParameterizedTest
    @MethodSource("resources")
    void whateverIsSentIsDoneOrRefused(Patched patched) {
        patched.patch(20);

        try {
            String written = CONTEXT.newJsonParser().encodeResourceToString(patched.resource);
            assertThat(CONTEXT.newJsonParser().parseResource(written).fhirType())
                    .isEqualTo(patched.type);
        } catch (DataFormatException e) {
            assertThat(e).hasMessageContaining("Extension contains both a value and nested extensions");
        }
    }

    @Test
    void aGoodPartOfTheOperationsFits() {
        int done = LongStream.range(0, 100)
                .mapToInt(seed -> new Patched(Cases.random(seed)).patch(20))
                .sum();

        assertThat(done).isBetween(500, 1500);
    }

    static final class Patched {
        private final RandomGenerator random;
        private final String type;
        private final Resource resource;

        Patched(RandomGenerator random) {
            this.random = random;
            this.type = one(TYPES);
            this.resource = (Resource) CONTEXT.getResourceDefinition(type).newInstance();
        }

        /** @return how many operations were done */
        int patch(int operations) {
            int done = 0;
            for (int i = 0; i < operations; i++) {
                try {
                    PatchedText.read(operations(anOperation())).apply(resource, 100);
                    done++;
                } catch (PatchProblem refusal) {
                    assertThat(refusal.expression()).startsWith("Parameters.parameter[0]");
                }
            }
            return done;
        }

        private ParametersParameterComponent anOperation() {
            BaseRuntimeChildDefinition child =
                    one(CONTEXT.getResourceDefinition(type).getChildren());
            String path = type + "." + child.getElementName() + one(List.of("", "", "[0]", ".last()", ".value", ".id"));
            return switch (random.nextInt(10)) {
                case 0 -> operation("delete", path);
                case 1 -> operation("replace", path, value("value", child, 0));
                case 2 -> operation("insert", path, value("value", child, 0), index("index"));
                case 3 -> operation("move", path, index("source"), index("destination"));
                case 4 -> operation("add", path, part("name", new StringType("extension")), extension("value"));
                case 5 ->
                    operation("add", path, part("name", new StringType("id")), part("value", new StringType("i")));
                default ->
                    operation(
                            "add",
                            type,
                            part("name", new StringType(child.getElementName())),
                            value("value", child, 0));
            };
        }

        private ParametersParameterComponent extension(String name) {
            return part(name, part("url", new StringType("urn:x")), part("value[x]", datatype()));
        }

        private ParametersParameterComponent index(String name) {
            return part(name, new IntegerType(random.nextInt(3)));
        }

        private ParametersParameterComponent value(String name, BaseRuntimeChildDefinition child, int depth) {
            if (random.nextInt(4) == 0) {
                return part(name, datatype());
            }
            if (child instanceof RuntimeChildExtension) { // Which does not know itself by name.
                return extension(name);
            }
            BaseRuntimeElementDefinition<?> definition = child.getChildByName(
                    one(child.getValidChildNames().stream().sorted().toList()));
            if (definition != null && Type.class.isAssignableFrom(definition.getImplementingClass())) {
                return part(name, filled((Type) definition.newInstance(child.getInstanceConstructorArguments())));
            }
            return definition instanceof BaseRuntimeElementCompositeDefinition<?> composite && depth < 4
                    ? part(
                            name,
                            Stream.generate(() -> one(composite.getChildren()))
                                    .limit(1 + random.nextInt(2))
                                    .map(below -> value(below.getElementName(), below, depth + 1))
                                    .toArray(ParametersParameterComponent[]::new))
                    : part(name, (Resource) new Basic().setId(one(List.of("b", ""))));
        }

        private Type datatype() {
            return filled(one(DATATYPES).copy());
        }

        private Type filled(Type made) {
            if (made instanceof Enumeration<?>) {
                return new CodeType(one(TEXTS));
            }
            if (made instanceof PrimitiveType<?> primitive) {
                try {
                    primitive.setValueAsString(one(TEXTS));
                } catch (RuntimeException e) {
                    return new StringType("x"); // That text is none of this type.
                }
            }
            ((Element) made).setId(one(List.of("i", "j")));
            return made;
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
