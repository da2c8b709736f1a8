package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.likely;
import static org.painbridge.server.store.oracle.Pools.once;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/** What is asked of a parameter: a value of the chart, changed a little, or one of the pools. */
final class RandomOperands {
    private final RandomGenerator random;
    private final References references;
    private final String base;

    RandomOperands(RandomGenerator random, References references, String base) {
        this.random = random;
        this.references = references;
        this.base = base;
    }

    /** @param element one of the chart; null where there is none */
    String of(Parameter parameter, String modifier, @Nullable IBase element) {
        IBase known = once(random, 5) ? null : element;
        if (modifier.equals("identifier")) {
            return token(element instanceof Reference reference ? reference.getIdentifier() : null);
        }
        return switch (parameter.kind()) {
            case STRING -> string(modifier, known);
            case TOKEN -> parameter.code().equals("_id") ? id(known) : token(modifier, known);
            case REFERENCE -> reference(parameter, modifier, element);
            case DATE -> any(random, prefixes(parameter)).written() + time(known);
            case QUANTITY -> quantity(known);
            default ->
                Written.escaped(
                        known == null ? likely(random, Pools.URIS) : ((PrimitiveType<?>) known).getValueAsString());
        };
    }

    /** How near now a change of this very moment is depends on how fast the test runs. */
    private static List<Prefix> prefixes(Parameter parameter) {
        List<Prefix> prefixes = new ArrayList<>(List.of(Prefix.values()));
        if (parameter.code().equals("_lastUpdated")) {
            prefixes.remove(Prefix.AP);
        }
        return prefixes;
    }

    private String string(String modifier, @Nullable IBase element) {
        List<String> texts = element == null ? Pools.TEXTS : Texts.of(element);
        return part(any(random, texts.isEmpty() ? Pools.TEXTS : texts), modifier.equals("contains"));
    }

    /** The whole or its beginning, in this or that case. */
    private String part(String text, boolean anywhere) {
        int[] letters = text.codePoints().toArray();
        int begin = anywhere ? random.nextInt(letters.length) : 0;
        String part =
                once(random, 2) ? text : new String(letters, begin, random.nextInt(1, letters.length - begin + 1));
        String cased = once(random, 2)
                ? part
                : once(random, 2) ? part.toUpperCase(Locale.ROOT) : part.toLowerCase(Locale.ROOT);
        return Texts.folded(cased).isEmpty() ? "x" : Written.escaped(cased);
    }

    private String id(@Nullable IBase element) {
        return element == null ? "gone" : ((PrimitiveType<?>) element).getValueAsString();
    }

    private String token(String modifier, @Nullable IBase element) {
        return switch (modifier) {
            case "in", "not-in" ->
                Written.escaped(
                        any(random, Codes.SETS.keySet().stream().sorted().toList()));
            case "below", "above" -> {
                List<String> codes = Stream.concat(Codes.PARENTS.keySet().stream(), Codes.PARENTS.values().stream())
                        .sorted()
                        .toList();
                yield Codes.SYSTEM + "|" + Written.escaped(any(random, codes));
            }
            case "text" -> {
                List<String> words =
                        element == null ? List.of() : Tokens.words(element).toList();
                yield part(any(random, words.isEmpty() ? Pools.TEXTS : words), false);
            }
            case "of-type" -> ofType(element);
            default -> token(element);
        };
    }

    private String ofType(@Nullable IBase element) {
        Identifier identifier = element instanceof Identifier known ? known : new Identifier();
        List<Tokens.Token> types = Tokens.of(identifier.getType()).stream()
                .filter(type -> type.system() != null && type.code() != null)
                .toList();
        Tokens.Token type = types.isEmpty()
                ? new Tokens.Token(likely(random, Pools.SYSTEMS), likely(random, Pools.CODES))
                : any(random, types);
        String value = identifier.getValue() == null ? likely(random, Pools.CODES) : identifier.getValue();
        return Written.escaped(type.system()) + "|" + Written.escaped(type.code()) + "|" + Written.escaped(value);
    }

    private String token(@Nullable IBase element) {
        List<Tokens.Token> tokens = element == null ? List.of() : Tokens.of(element);
        Tokens.Token token = tokens.isEmpty()
                ? new Tokens.Token(likely(random, Pools.SYSTEMS), likely(random, Pools.CODES))
                : any(random, tokens);
        String system = token.system() == null ? "" : Written.escaped(token.system());
        String code = token.code() == null ? likely(random, Pools.CODES) : token.code();
        String cased = Written.escaped(once(random, 4) ? code.toUpperCase(Locale.ROOT) : code);
        return switch (random.nextInt(6)) {
            case 0, 1 -> cased;
            case 2 -> system.isEmpty() ? cased : system + "|";
            // R4 leaves open whether a code has a system that is not told.
            case 3 -> element instanceof PrimitiveType<?> && !(element instanceof Enumeration<?>) ? cased : "|" + cased;
            default -> system.isEmpty() ? cased : system + "|" + cased;
        };
    }

    private String reference(Parameter parameter, String modifier, @Nullable IBase element) {
        String address = element == null ? null : references.address(element);
        if (address == null || address.startsWith("#")) {
            return "gone";
        }
        References.Local local = references.local(element).orElse(null);
        if (local == null) {
            return modifier.isEmpty()
                    ? Written.escaped(once(random, 2) ? address : address.replaceFirst("\\|.*", ""))
                    : "gone";
        }
        boolean fits = modifier.isEmpty() || modifier.equals(local.type());
        boolean typed =
                fits && (parameter.targets().isEmpty() || parameter.targets().contains(local.type()));
        return switch (random.nextInt(4)) {
            case 0 -> typed ? base + "/" + local : local.id();
            case 1, 2 -> typed ? local.toString() : local.id();
            default -> local.id();
        };
    }

    private String time(@Nullable IBase element) {
        List<String> known = times(element)
                .flatMap(time -> Stream.ofNullable(time.getValueAsString()))
                .toList();
        if (known.isEmpty() || once(random, 4)) {
            return any(random, once(random, 2) ? Pools.DATES : Pools.TIMES);
        }
        String time = any(random, known);
        return switch (random.nextInt(6)) {
            case 0 -> time.substring(0, 4);
            case 1 -> time.length() < 7 ? time : time.substring(0, 7);
            case 2 -> time.length() < 10 ? time : time.substring(0, 10);
            case 3 -> time.length() < 16 ? time : time.substring(0, 16) + (once(random, 2) ? "" : "Z");
            default -> time;
        };
    }

    private static Stream<? extends BaseDateTimeType> times(@Nullable IBase element) {
        return switch (element) {
            case BaseDateTimeType time -> Stream.of(time);
            case Period period -> Stream.of(period.getStartElement(), period.getEndElement());
            case Timing timing -> timing.getEvent().stream();
            case null, default -> Stream.of();
        };
    }

    private String quantity(@Nullable IBase element) {
        Quantity known = switch (element) {
            case Quantity quantity -> quantity;
            case Range range -> random.nextBoolean() ? range.getLow() : range.getHigh();
            case null, default -> new Quantity();
        };
        String number = known.getValue() == null || once(random, 3)
                ? likely(random, Pools.NUMBERS)
                : known.getValueElement().getValueAsString();
        Prefix prefix = any(random, List.of(Prefix.values()));
        String start = (prefix == Prefix.EQ ? "" : prefix.written()) + number;
        String system = Quantities.UCUM.equals(known.getSystem()) ? known.getSystem() : any(random, Pools.UNIT_SYSTEMS);
        return switch (random.nextInt(6)) {
            case 0 -> known.getCode() == null ? start : start + "||" + known.getCode();
            case 1 -> known.getUnit() == null ? start : start + "||" + known.getUnit();
            case 2 -> start + "|" + system + "|" + likely(random, Pools.UNITS);
            case 3 -> known.getCode() == null ? start : start + "|" + system + "|" + known.getCode();
            default -> start;
        };
    }
}
