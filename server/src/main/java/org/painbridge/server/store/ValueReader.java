package org.painbridge.server.store;

import java.time.ZoneId;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
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
    private static final double EVER = 253_402_300_800_000.0; // Year 10000: an open end.

    private final ZoneId zone;
    private final String baseUrl;

    /** @param baseUrl this server's own FHIR base; references under it are local */
    ValueReader(ZoneId zone, String baseUrl) {
        this.zone = zone;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl : baseUrl + "/";
    }

    void read(SearchParameter parameter, IBase value, IndexRows rows) {
        int index = parameter.indexId();
        switch (parameter.type()) {
            case TOKEN -> token(index, value, rows);
            case STRING -> string(index, value, rows);
            case REFERENCE -> {
                reference(index, value, rows);
                if (value instanceof Reference reference) {
                    Identifier identifier = reference.getIdentifier();
                    rows.token(parameter.identifierIndexId(), identifier.getSystem(), identifier.getValue());
                }
            }
            case DATE -> date(index, value, rows);
            case NUMBER -> number(index, value, rows);
            case QUANTITY -> quantity(index, value, rows);
            case URI -> rows.uri(index, text(value));
            default -> throw new IllegalStateException("Not indexed: " + parameter.type());
        }
    }

    private static void token(int index, IBase value, IndexRows rows) {
        switch (value) {
            case CodeableConcept concept -> {
                concept.getCoding().forEach(c -> rows.token(index, c.getSystem(), c.getCode()));
                if (concept.getText() != null && concept.getCoding().stream().allMatch(c -> c.getCode() == null)) {
                    rows.uncoded(index);
                }
            }
            case Coding coding -> rows.token(index, coding.getSystem(), coding.getCode());
            case Identifier identifier -> rows.token(index, identifier.getSystem(), identifier.getValue());
            case ContactPoint contact -> rows.token(index, null, contact.getValue());
            case Enumeration<?> code -> rows.token(index, code.getSystem(), code.getValueAsString());
            default -> rows.token(index, null, text(value));
        }
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

    private void reference(int index, IBase value, IndexRows rows) {
        String url = switch (value) {
            case Reference reference -> reference.getReference();
            default -> text(value);
        };
        if (url == null || url.isBlank() || url.startsWith("#")) {
            return;
        }
        String local = url.startsWith(baseUrl) ? url.substring(baseUrl.length()) : url;
        IdType id = new IdType(local);
        if (id.isAbsolute() || id.getResourceType() == null || id.getIdPart() == null || local.startsWith("urn:")) {
            int version = local.indexOf('|');
            rows.uri(index, version < 0 ? local : local.substring(0, version));
        } else {
            rows.reference(index, id.getResourceType(), id.getIdPart());
        }
    }

    private void date(int index, IBase value, IndexRows rows) {
        switch (value) {
            case BaseDateTimeType date
            when date.hasValue() -> rows.range(index, 0, ValueRange.ofDate(date.getValueAsString(), zone));
            case Period period
            when period.getStart() != null || period.getEnd() != null -> rows.range(index, 0, span(period));
            case Timing timing -> {
                timing.getEvent().forEach(event -> date(index, event, rows));
                if (timing.getRepeat().hasBoundsPeriod()) {
                    date(index, timing.getRepeat().getBoundsPeriod(), rows);
                }
            }
            default -> {
                // A string where a date is possible (Condition.onset as text) has no place on the time line.
            }
        }
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
            when range.getLow().getValue() != null && range.getHigh().getValue() != null ->
                rows.range(
                        index,
                        0,
                        new ValueRange(
                                range.getLow().getValue().doubleValue(),
                                range.getHigh().getValue().doubleValue()));
            default -> {
                // No number, no row.
            }
        }
    }

    private static void quantity(int index, IBase value, IndexRows rows) {
        switch (value) {
            case Quantity quantity
            when quantity.getValue() != null -> {
                ValueRange point = ValueRange.point(quantity.getValue().doubleValue());
                String unit = quantity.hasCode() ? quantity.getCode() : quantity.getUnit();
                rows.range(index, NameIds.ofSystem(unit == null ? "" : unit), point);
            }
            case Money money
            when money.getValue() != null ->
                rows.range(
                        index,
                        NameIds.ofSystem(money.hasCurrency() ? money.getCurrency() : ""),
                        ValueRange.point(money.getValue().doubleValue()));
            default -> number(index, value, rows);
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
