package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.likely;
import static org.painbridge.server.store.oracle.Pools.once;

import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;

/** Fills data types from the pools: every part may be missing, and a primitive may be nothing but an extension. */
final class RandomValues {
    private static final List<QuantityComparator> COMPARATORS = List.of(
            QuantityComparator.LESS_THAN,
            QuantityComparator.LESS_OR_EQUAL,
            QuantityComparator.GREATER_OR_EQUAL,
            QuantityComparator.GREATER_THAN);

    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final RandomGenerator random;

    RandomValues(RandomGenerator random) {
        this.random = random;
    }

    /** False where this is a type it does not know. */
    boolean fill(Object element) {
        switch (element) {
            case HumanName name -> fill(name);
            case Address address -> fill(address);
            case CodeableConcept concept -> fill(concept);
            case Coding coding -> fill(coding);
            case Identifier identifier -> fill(identifier);
            case ContactPoint contact -> fill(contact);
            case Quantity quantity -> {
                fill(quantity);
                quantity.setComparator(once(random, 4) ? any(random, COMPARATORS) : null);
            }
            case Range range -> fill(range);
            case Period period -> fill(period);
            case Timing timing -> fill(timing);
            case PrimitiveType<?> primitive -> primitive(primitive);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fill(HumanName name) {
        if (random.nextBoolean()) {
            name.setFamilyElement(text());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            name.getGiven().add(text());
        }
        if (once(random, 4)) {
            name.setText(likely(random, Pools.TEXTS));
        }
        if (once(random, 4)) {
            name.addPrefix(likely(random, Pools.TEXTS));
        }
        name.setUse(once(random, 2) ? HumanName.NameUse.OLD : null);
    }

    private void fill(Address address) {
        if (random.nextBoolean()) {
            address.setCityElement(text());
        }
        if (random.nextBoolean()) {
            address.addLine(likely(random, Pools.TEXTS)).setPostalCode(likely(random, Pools.TEXTS));
        }
        if (once(random, 3)) {
            address.setState(likely(random, Pools.TEXTS)).setCountry(likely(random, Pools.TEXTS));
        }
        address.setUse(once(random, 2) ? Address.AddressUse.HOME : null);
    }

    private void fill(CodeableConcept concept) {
        for (int i = random.nextInt(3); i > 0; i--) {
            fill(concept.addCoding());
        }
        if (once(random, 3)) {
            concept.setText(likely(random, Pools.TEXTS));
        }
    }

    private void fill(Coding coding) {
        if (!once(random, 4)) {
            coding.setSystem(likely(random, Pools.SYSTEMS));
        }
        if (!once(random, 8)) {
            coding.setCode(likely(random, Pools.CODES));
        }
        if (once(random, 3)) {
            coding.setDisplay(likely(random, Pools.TEXTS));
        }
    }

    Identifier fill(Identifier identifier) {
        if (!once(random, 4)) {
            identifier.setSystem(likely(random, Pools.SYSTEMS));
        }
        if (!once(random, 8)) {
            identifier.setValue(likely(random, Pools.CODES));
        }
        if (once(random, 3)) {
            fill(identifier.getType());
        }
        return identifier;
    }

    private void fill(ContactPoint contact) {
        contact.setSystem(
                any(random, List.of(ContactPoint.ContactPointSystem.PHONE, ContactPoint.ContactPointSystem.EMAIL)));
        contact.setValueElement(text());
        contact.setUse(once(random, 2) ? ContactPoint.ContactPointUse.HOME : null);
    }

    private void fill(Quantity quantity) {
        if (!once(random, 8)) {
            quantity.setValue(new BigDecimal(likely(random, Pools.NUMBERS)));
        }
        switch (random.nextInt(6)) {
            case 0 -> quantity.setUnit(likely(random, Pools.UNITS));
            case 1 -> quantity.setSystem("urn:made-up:units").setCode("mg");
            case 2 -> quantity.setUnit("pieces");
            case 3 -> quantity.setSystem(Quantities.UCUM).setCode("mg").setUnit("milligram");
            default -> quantity.setSystem(Quantities.UCUM).setCode(likely(random, Pools.UNITS));
        }
    }

    private void fill(Range range) {
        fill(range.getLow());
        range.getLow().copyValues(range.getHigh());
        range.getHigh().setValue(null);
        if (random.nextBoolean() && range.getLow().getValue() != null) {
            range.getHigh().setValue(range.getLow().getValue().add(BigDecimal.ONE));
        }
        if (once(random, 4)) {
            range.getLow().setValue(null);
        }
    }

    private void fill(Period period) {
        if (!once(random, 4)) {
            time(period.getStartElement());
        }
        if (!once(random, 4)) {
            time(period.getEndElement());
        }
    }

    private void fill(Timing timing) {
        for (int i = random.nextInt(3); i > 0; i--) {
            timing.getEvent().add((DateTimeType) time(new DateTimeType()));
        }
        if (once(random, 2)) {
            Period bounds = new Period();
            fill(bounds);
            timing.getRepeat().setBounds(bounds);
        }
        if (once(random, 2)) {
            timing.getRepeat().setFrequency(2);
        }
    }

    private StringType text() {
        StringType text = new StringType();
        primitive(text);
        return text;
    }

    private void primitive(PrimitiveType<?> primitive) {
        if (once(random, 12)) {
            ((Element) primitive).addExtension(ABSENT, new org.hl7.fhir.r4.model.CodeType("unknown"));
            return;
        }
        switch (primitive.fhirType()) {
            case "date", "dateTime", "instant" -> time((BaseDateTimeType) primitive);
            case "boolean" -> primitive.setValueAsString(random.nextBoolean() ? "true" : "false");
            case "uri", "url", "canonical" -> primitive.setValueAsString(likely(random, Pools.URIS));
            case "decimal" -> primitive.setValueAsString(likely(random, Pools.NUMBERS));
            case "integer", "positiveInt", "unsignedInt" -> primitive.setValueAsString("" + random.nextInt(1, 5));
            case "time" -> primitive.setValueAsString("12:00:00");
            case "code", "id", "oid", "uuid" -> primitive.setValueAsString(any(random, List.of("a", "A", "b-1")));
            default -> primitive.setValueAsString(likely(random, Pools.TEXTS));
        }
    }

    private BaseDateTimeType time(BaseDateTimeType time) {
        boolean day = time.fhirType().equals("date") || (!time.fhirType().equals("instant") && random.nextBoolean());
        time.setValueAsString(likely(random, day ? Pools.DATES : Pools.TIMES));
        return time;
    }
}
