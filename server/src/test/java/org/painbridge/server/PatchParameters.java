package org.painbridge.server;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** FHIRPath Patches of tests: each operation in one call. */
public final class PatchParameters {
    private PatchParameters() {}

    public static Parameters operations(ParametersParameterComponent... operations) {
        return new Parameters().setParameter(List.of(operations));
    }

    public static ParametersParameterComponent add(String path, String name, Type value) {
        return add(path, name, part("value", value));
    }

    /** @param value a part of that name, in whatever form */
    public static ParametersParameterComponent add(String path, String name, ParametersParameterComponent value) {
        return operation("add", path, part("name", new StringType(name)), value);
    }

    public static ParametersParameterComponent insert(String path, int index, Type value) {
        return operation("insert", path, part("index", new IntegerType(index)), part("value", value));
    }

    public static ParametersParameterComponent delete(String path) {
        return operation("delete", path);
    }

    public static ParametersParameterComponent replace(String path, Type value) {
        return operation("replace", path, part("value", value));
    }

    public static ParametersParameterComponent move(String path, int source, int destination) {
        return operation(
                "move",
                path,
                part("source", new IntegerType(source)),
                part("destination", new IntegerType(destination)));
    }

    public static ParametersParameterComponent operation(
            String type, String path, ParametersParameterComponent... parts) {
        ParametersParameterComponent operation = new ParametersParameterComponent(new StringType("operation"));
        operation.addPart(part("type", new CodeType(type))).addPart(part("path", new StringType(path)));
        Arrays.stream(parts).forEach(operation::addPart);
        return operation;
    }

    public static ParametersParameterComponent part(String name, Type value) {
        return new ParametersParameterComponent(new StringType(name)).setValue(value);
    }

    public static ParametersParameterComponent part(String name, Resource resource) {
        return new ParametersParameterComponent(new StringType(name)).setResource(resource);
    }

    public static ParametersParameterComponent part(String name, ParametersParameterComponent... parts) {
        return new ParametersParameterComponent(new StringType(name)).setPart(Arrays.asList(parts));
    }
}
