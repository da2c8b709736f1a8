package org.painbridge.careplan.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;

/** The parameters of an operation on a plan, or the parts of one of them: each of one type, none that is not known. */
public final class ExchangeParameters {
    public static final String AUTHOR = "author";
    public static final String IDENTIFIER = "identifier";

    private static final int LONGEST = 300; // What the server's log of answers keeps.
    private static final int LONGEST_TEXT = 20_000;

    private final List<ParametersParameterComponent> sent;
    private final String path;

    private ExchangeParameters(List<ParametersParameterComponent> sent, String path, Set<String> known) {
        this.sent = sent;
        this.path = path;
        for (int i = 0; i < sent.size(); i++) {
            if (!known.contains(String.valueOf(sent.get(i).getName()))) {
                throw invalid(
                        path + "[" + i + "].name",
                        "There are the parameters " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    /** @param known the names that the operation has, beside those that all have */
    public static ExchangeParameters of(Parameters sent, Set<String> known) {
        Set<String> all = new TreeSet<>(known);
        all.addAll(Set.of(AUTHOR, IDENTIFIER));
        return new ExchangeParameters(sent.getParameter(), "Parameters.parameter", all);
    }

    /** What the request says, but the name it goes by. */
    public static ContentHash fingerprint(FhirContext context, String operation, Parameters sent) {
        return new Fingerprint(context).of(operation, sent, IDENTIFIER);
    }

    /** A value and its place. */
    record Placed<T>(String path, T value) {}

    /** The parts of each parameter of that name. */
    List<ExchangeParameters> parts(String name, Set<String> known) {
        List<ExchangeParameters> all = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            ParametersParameterComponent parameter = sent.get(i);
            if (name.equals(parameter.getName())) {
                if (!parameter.hasPart()) {
                    throw invalid(path + "[" + i + "]", name + " has parts, and no value.");
                }
                all.add(new ExchangeParameters(parameter.getPart(), path + "[" + i + "].part", known));
            }
        }
        return all;
    }

    /** The name of this request: repeating it repeats the request. Empty where none was sent. */
    public Optional<BusinessIdentifier> identifier() {
        return one(IDENTIFIER, Identifier.class).map(placed -> {
            Identifier identifier = placed.value();
            boolean whole = identifier.hasSystem() && identifier.hasValue();
            if (!whole
                    || identifier.getSystem().length() > LONGEST
                    || identifier.getValue().length() > LONGEST) {
                throw invalid(
                        placed.path(),
                        "The identifier has system and value, of at most " + LONGEST + " characters each.");
            }
            return new BusinessIdentifier(identifier.getSystem(), identifier.getValue());
        });
    }

    /** {@code Type/id} of a resource here; a version does not count. */
    public Optional<String> reference(String name) {
        return one(name, Reference.class).map(placed -> {
            IdType id = new IdType(placed.value().getReference());
            if (id.isAbsolute() || !id.hasResourceType() || !id.hasIdPart()) {
                throw invalid(placed.path(), "A reference to a resource of this server is expected: Type/id.");
            }
            return id.getResourceType() + "/" + id.getIdPart();
        });
    }

    Optional<String> code(String name, Set<String> codes) {
        return one(name, CodeType.class).map(placed -> {
            String code = String.valueOf(placed.value().getValue());
            if (!codes.contains(code)) {
                throw invalid(placed.path(), name + " is one of " + String.join(", ", new TreeSet<>(codes)) + ".");
            }
            return code;
        });
    }

    /** A code that only its resource knows. */
    Optional<String> anyCode(String name) {
        return one(name, CodeType.class)
                .map(placed -> String.valueOf(placed.value().getValue()));
    }

    Optional<String> text(String name) {
        return one(name, StringType.class).map(placed -> {
            String text = String.valueOf(placed.value().getValue());
            if (text.isBlank() || text.length() > LONGEST_TEXT) {
                throw invalid(placed.path(), name + " has 1 to " + LONGEST_TEXT + " characters.");
            }
            return text;
        });
    }

    Optional<CodeableConcept> concept(String name) {
        return one(name, CodeableConcept.class).map(placed -> {
            if (!placed.value().hasText() && !placed.value().hasCoding()) {
                throw invalid(placed.path(), name + " has a coding or a text.");
            }
            return placed.value();
        });
    }

    /** What a concept says to people. */
    static String words(CodeableConcept concept) {
        return concept.hasText()
                ? concept.getText()
                : concept.getCoding().stream()
                        .map(coding -> coding.hasDisplay() ? coding.getDisplay() : coding.getCode())
                        .collect(Collectors.joining(", "));
    }

    Optional<Integer> number(String name) {
        return one(name, IntegerType.class).map(placed -> placed.value().getValue());
    }

    Optional<BaseDateTimeType> dateTime(String name) {
        return one(name, BaseDateTimeType.class).map(Placed::value);
    }

    List<Placed<Resource>> resources(String name) {
        return all(name, Resource.class);
    }

    <T> T required(String name, Supplier<Optional<T>> value) {
        return value.get().orElseThrow(() -> invalid(root(), "The parameter " + name + " is missing."));
    }

    String requiredReference(String name) {
        return required(name, () -> reference(name));
    }

    private <T extends Base> Optional<Placed<T>> one(String name, Class<T> type) {
        List<Placed<T>> found = all(name, type);
        if (found.size() > 1) {
            throw invalid(found.get(1).path(), "The parameter " + name + " may be given once.");
        }
        return found.stream().findFirst();
    }

    private <T extends Base> List<Placed<T>> all(String name, Class<T> type) {
        List<Placed<T>> found = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            ParametersParameterComponent parameter = sent.get(i);
            if (name.equals(parameter.getName())) {
                String place = path + "[" + i + "]." + (parameter.hasResource() ? "resource" : "value");
                Base value = parameter.hasResource() ? parameter.getResource() : parameter.getValue();
                if (!type.isInstance(value)) {
                    throw invalid(place, "A " + word(type) + " is expected here.");
                }
                found.add(new Placed<>(place, type.cast(value)));
            }
        }
        return found;
    }

    private static String word(Class<?> type) {
        return type == BaseDateTimeType.class
                ? "dateTime"
                : type.getSimpleName()
                        .replace("Type", "")
                        .replace("String", "string")
                        .replace("Code", "code")
                        .replace("codeableConcept", "CodeableConcept");
    }

    /** Where the parameters themselves are. */
    String root() {
        return path.substring(0, path.lastIndexOf('.'));
    }

    static ExchangeRefusal invalid(String place, String fix) {
        return new ExchangeRefusal(ExchangeReason.PARAMETER_INVALID, place, fix);
    }
}
