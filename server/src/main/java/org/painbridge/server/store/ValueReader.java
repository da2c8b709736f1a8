package org.painbridge.server.store;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/**
 * Turns one FHIR value into index rows, as FHIR R4 section 3.1.1 has it for each kind of search parameter. HAPI's
 * {@code hasValue()} and its kin are true for a mere extension, so values are asked for themselves.
 */
final class ValueReader {
    private static final double EVER = 253_433_836_800_000.0; // Year 10001, behind every date of FHIR: an open end.

    private final ZoneId zone;
    private final String baseUrl;
    private final QuantityReader quantities;

    /** @param baseUrl this server's own FHIR base; references under it are local */
    ValueReader(ZoneId zone, String baseUrl, UcumUnits units) {
        this.zone = zone;
        this.quantities = new QuantityReader(units);
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    }

    void read(SearchParameter parameter, IBase value, IndexRows rows) {
        int index = parameter.indexId();
        switch (parameter.type()) {
            case TOKEN -> {
                token(index, value, rows);
                words(parameter, value, rows);
            }
            case STRING -> string(index, value, rows);
            case REFERENCE -> reference(parameter, value, rows);
            case DATE -> date(index, value, rows);
            case NUMBER -> number(index, value, rows);
            case QUANTITY -> quantities.read(parameter, value, rows);
            case URI -> rows.uri(index, text(value));
            default -> throw new IllegalStateException("Not indexed: " + parameter.type());
        }
    }

    private static void token(int index, IBase value, IndexRows rows) {
        boolean comparable = switch (value) {
            case CodeableConcept concept -> {
                boolean any = false;
                for (Coding coding : concept.getCoding()) {
                    any |= rows.token(index, coding.getSystem(), coding.getCode());
                }
                yield any;
            }
            case Coding coding -> rows.token(index, coding.getSystem(), coding.getCode());
            case Identifier identifier -> rows.token(index, identifier.getSystem(), identifier.getValue());
            case ContactPoint contact -> rows.token(index, null, contact.getValue());
            case Enumeration<?> code ->
                code.getValue() != null && rows.token(index, code.getSystem(), code.getValueAsString());
            default -> rows.token(index, null, text(value));
        };
        if (!comparable && hasContent((Base) value)) {
            rows.uncoded(index);
        }
    }

    /** What people call the code, and of what type an identifier is: {@code :text} and {@code :of-type}. */
    private static void words(SearchParameter parameter, IBase value, IndexRows rows) {
        switch (value) {
            case CodeableConcept concept -> {
                rows.beginning(parameter.textIndexId(), concept.getText());
                concept.getCoding().forEach(coding -> rows.beginning(parameter.textIndexId(), coding.getDisplay()));
            }
            case Coding coding -> rows.beginning(parameter.textIndexId(), coding.getDisplay());
            case Identifier identifier -> {
                CodeableConcept type = identifier.getType();
                rows.beginning(parameter.textIndexId(), type.getText());
                for (Coding coding : type.getCoding()) {
                    rows.typed(parameter.typedIndexId(), coding.getSystem(), coding.getCode(), identifier.getValue());
                }
            }
            default -> {
                // A mere code has neither.
            }
        }
    }

    /** Whether anything stands there but extensions. */
    private static boolean hasContent(Base value) {
        return value.isPrimitive()
                ? value.hasPrimitiveValue()
                : value.children().stream()
                        .filter(part -> !part.getName().equals("extension")
                                && !part.getName().equals("id"))
                        .flatMap(part -> part.getValues().stream())
                        .anyMatch(ValueReader::hasContent);
    }

    private static void string(int index, IBase value, IndexRows rows) {
        switch (value) {
            case HumanName name -> {
                rows.string(index, name.getText());
                rows.string(index, name.getFamily());
                name.getGiven().forEach(given -> rows.string(index, given.getValue()));
                name.getPrefix().forEach(prefix -> rows.string(index, prefix.getValue()));
                name.getSuffix().forEach(suffix -> rows.string(index, suffix.getValue()));
            }
            case Address address -> {
                address.getLine().forEach(line -> rows.string(index, line.getValue()));
                rows.string(index, address.getText());
                rows.string(index, address.getCity());
                rows.string(index, address.getDistrict());
                rows.string(index, address.getState());
                rows.string(index, address.getPostalCode());
                rows.string(index, address.getCountry());
            }
            case Annotation note -> rows.string(index, note.getText());
            default -> rows.string(index, text(value));
        }
    }

    private void reference(SearchParameter parameter, IBase value, IndexRows rows) {
        if (!(value instanceof Reference reference)) {
            address(parameter.indexId(), text(value), rows);
            return;
        }
        Identifier identifier = reference.getIdentifier();
        boolean located = address(parameter.indexId(), reference.getReference(), rows);
        boolean named = rows.token(parameter.identifierIndexId(), identifier.getSystem(), identifier.getValue());
        if (!located && !named && hasContent(reference)) {
            rows.uncoded(parameter.identifierIndexId());
        }
    }

    /** False where there is none, or one inside the resource itself. */
    private boolean address(int index, @Nullable String url, IndexRows rows) {
        if (url == null || url.isBlank() || url.startsWith("#")) {
            return false;
        }
        String local = url.startsWith(baseUrl) ? url.substring(baseUrl.length()) : url;
        IdType id = new IdType(local);
        if (id.isAbsolute() || id.getResourceType() == null || id.getIdPart() == null || local.startsWith("urn:")) {
            int version = local.indexOf('|');
            rows.uri(index, local);
            rows.uri(index, version < 0 ? local : local.substring(0, version));
        } else {
            rows.reference(index, id.getResourceType(), id.getIdPart());
        }
        return true;
    }

    private void date(int index, IBase value, IndexRows rows) {
        switch (value) {
            case InstantType instant
            when instant.hasValue() -> rows.range(index, 0, ValueRange.ofInstant(instant.getValueAsString(), zone));
            case BaseDateTimeType date
            when date.hasValue() -> rows.range(index, 0, ValueRange.ofDate(date.getValueAsString(), zone));
            case Period period
            when period.getStart() != null || period.getEnd() != null -> rows.range(index, 0, span(period));
            case Timing timing -> span(timing).ifPresent(range -> rows.range(index, 0, range));
            default -> {
                // A string where a date is possible (Condition.onset as text) has no place on the time line.
            }
        }
    }

    /** Only the outer limits matter (FHIR R4, 3.1.1.5.7). */
    private Optional<ValueRange> span(Timing timing) {
        List<ValueRange> all = new ArrayList<>();
        for (DateTimeType event : timing.getEvent()) {
            if (event.hasValue()) {
                all.add(ValueRange.ofDate(event.getValueAsString(), zone));
            }
        }
        if (timing.getRepeat().hasBoundsPeriod()) {
            Period bounds = timing.getRepeat().getBoundsPeriod();
            if (bounds.getStart() != null || bounds.getEnd() != null) {
                all.add(span(bounds));
            }
        }
        return all.stream().reduce(ValueRange::with);
    }

    private ValueRange span(Period period) {
        double low = period.getStart() != null
                ? ValueRange.ofDate(period.getStartElement().getValueAsString(), zone)
                        .low()
                : -EVER;
        double high = period.getEnd() != null
                ? ValueRange.ofDate(period.getEndElement().getValueAsString(), zone)
                        .high()
                : EVER;
        return new ValueRange(low, high);
    }

    private static void number(int index, IBase value, IndexRows rows) {
        switch (value) {
            case IntegerType number when number.hasValue() -> rows.range(index, 0, ValueRange.point(number.getValue()));
            case DecimalType number
            when number.hasValue() ->
                rows.range(index, 0, ValueRange.point(number.getValue().doubleValue()));
            case Range range
            when range.getLow().getValue() != null || range.getHigh().getValue() != null ->
                rows.range(index, 0, QuantityReader.span(range.getLow(), range.getHigh()));
            default -> {
                // No number, no row.
            }
        }
    }

    private static @Nullable String text(IBase value) {
        return switch (value) {
            case StringType string -> string.getValue();
            case PrimitiveType<?> primitive -> primitive.getValueAsString();
            default -> null;
        };
    }
}
