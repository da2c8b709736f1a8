package org.painbridge.server.terminology;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem.ConceptPropertyComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a code.
 *
 * @param properties that are asked for; none for all
 * @param language of the name that is answered; null for any
 */
record Lookup(Set<String> properties, @Nullable String language) {
    Lookup {
        properties = Set.copyOf(properties);
    }

    /** @throws NotHere where there is no such code */
    Parameters of(Codes codes, String code) {
        Concept concept = codes.require(code);
        String display = concept.display(language);
        Parameters answer = new Parameters();
        answer.addParameter("name", codes.name());
        if (codes.version() != null) {
            answer.addParameter("version", codes.version());
        }
        answer.addParameter("display", display == null ? concept.code().code() : display);
        concept.designations().stream().filter(this::wants).forEach(designation -> write(designation, answer));
        if (concept.inactive() && wants("inactive")) {
            write("inactive", new BooleanType(true), null, answer);
        }
        defined(codes, code).ifPresent(defined -> write(defined, (DefinedCodes) codes, answer));
        return answer;
    }

    private static Optional<DefinedConcept> defined(Codes codes, String code) {
        return codes instanceof DefinedCodes defined ? defined.defined(code) : Optional.empty();
    }

    private void write(DefinedConcept concept, DefinedCodes codes, Parameters answer) {
        if (concept.definition().hasDefinition() && wants("definition")) {
            write("definition", new StringType(concept.definition().getDefinition()), null, answer);
        }
        for (String place : List.of("parent", "child")) {
            if (wants(place)) {
                concept.values(place).forEach(code -> write(place, new CodeType(code), null, answer));
            }
        }
        concept.definition().getProperty().stream()
                .filter(ConceptPropertyComponent::hasValue)
                .filter(property -> !Set.of("parent", "child", "inactive").contains(property.getCode()))
                .filter(property -> wants(property.getCode()))
                .forEach(property ->
                        write(property.getCode(), property.getValue(), codes.meaning(property.getCode()), answer));
    }

    private static void write(String code, Type value, @Nullable String description, Parameters answer) {
        ParametersParameterComponent property = answer.addParameter().setName("property");
        property.addPart().setName("code").setValue(new CodeType(code));
        property.addPart().setName("value").setValue(value);
        if (description != null) {
            property.addPart().setName("description").setValue(new StringType(description));
        }
    }

    private static void write(Concept.Designation designation, Parameters answer) {
        ParametersParameterComponent part = answer.addParameter().setName("designation");
        if (designation.language() != null) {
            part.addPart().setName("language").setValue(new CodeType(designation.language()));
        }
        if (designation.use() != null) {
            part.addPart().setName("use").setValue(designation.use());
        }
        part.addPart().setName("value").setValue(new StringType(designation.value()));
    }

    private boolean wants(String property) {
        return properties.isEmpty() || properties.contains(property);
    }

    private boolean wants(Concept.Designation designation) {
        return wants("designation") || properties.contains("lang." + designation.language());
    }
}
