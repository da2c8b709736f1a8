package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGenderEnumFactory;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValueReaderTest {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");
    private static final int PATIENT = NameIds.of("Patient");

    @Test
    void everyFormOfATokenIsReadWithItsSystem() {
        CodeableConcept concept = new CodeableConcept()
                .addCoding(new Coding("urn:a", "1", null))
                .addCoding(new Coding("urn:b", "2", null));

        assertThat(texts(RestSearchParameterTypeEnum.TOKEN, concept)).containsExactly("urn:a 1", "urn:b 2");
        assertThat(texts(RestSearchParameterTypeEnum.TOKEN, new Identifier().setValue("X")))
                .containsExactly(" x");
        assertThat(texts(RestSearchParameterTypeEnum.TOKEN, new ContactPoint().setValue("555-0100")))
                .containsExactly(" 555-0100");
        assertThat(texts(RestSearchParameterTypeEnum.TOKEN, new BooleanType(true)))
                .containsExactly(" true");
        assertThat(texts(
                        RestSearchParameterTypeEnum.TOKEN,
                        new Patient().setGender(AdministrativeGender.FEMALE).getGenderElement()))
                .containsExactly("http://hl7.org/fhir/administrative-gender female");
        assertThat(texts(RestSearchParameterTypeEnum.TOKEN, new CodeType("Final")))
                .containsExactly(" final");
    }

    @Test
    void everyPartOfANameAndAnAddressIsFound() {
        HumanName name = new HumanName()
                .setFamily("Fictive")
                .addGiven("Ann")
                .addPrefix("Dr")
                .addSuffix("Jr")
                .setText("Dr Ann Fictive");
        Address address = new Address()
                .addLine("1 Way")
                .setCity("Ottawa")
                .setState("ON")
                .setPostalCode("K0K 0K0")
                .setCountry("CA");

        assertThat(texts(RestSearchParameterTypeEnum.STRING, name))
                .containsExactlyInAnyOrder(" fictive", " ann", " dr", " jr", " dr ann fictive");
        assertThat(texts(RestSearchParameterTypeEnum.STRING, address))
                .containsExactlyInAnyOrder(" 1 way", " ottawa", " on", " k0k 0k0", " ca");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient/1, 1",
        "Patient/1/_history/2, 1",
        "http://localhost/fhir/Patient/1, 1",
        "http://localhost/fhir/Patient/1/_history/2, 1",
    })
    void aReferenceWithinTheServerIsReadAsTypeAndId(String url, String id) {
        assertThat(rows(RestSearchParameterTypeEnum.REFERENCE, new Reference(url)).texts)
                .containsExactly(new IndexRows.Text(1, PATIENT, id, null));
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.example/fhir/Patient/1, http://other.example/fhir/Patient/1",
        "urn:uuid:0c5f9a2e-6f3a-4c8e-9f5d-2b1f3b7c1d11, urn:uuid:0c5f9a2e-6f3a-4c8e-9f5d-2b1f3b7c1d11",
    })
    void aReferenceElsewhereIsReadWhole(String url, String value) {
        assertThat(rows(RestSearchParameterTypeEnum.REFERENCE, new Reference(url)).texts)
                .containsExactly(new IndexRows.Text(1, 0, value, null));
    }

    @Test
    void aCanonicalIsReadWithAndWithoutItsVersion() {
        assertThat(texts(RestSearchParameterTypeEnum.REFERENCE, new CanonicalType("http://x.example/q|2")))
                .containsExactly(" http://x.example/q|2", " http://x.example/q");
        assertThat(texts(RestSearchParameterTypeEnum.URI, new UriType("urn:X"))).containsExactly(" urn:X");
    }

    @Test
    void aReferenceThatCannotBeLookedForIsThereAllTheSame() {
        var there = List.of(new Reference("#a"), new Reference().setDisplay("somebody"));

        assertThat(there)
                .extracting(reference -> rows(RestSearchParameterTypeEnum.REFERENCE, reference).texts)
                .allSatisfy(texts ->
                        assertThat(texts).extracting(IndexRows.Text::value).containsExactly(""));
        assertThat(rows(RestSearchParameterTypeEnum.REFERENCE, new Reference()).texts)
                .isEmpty();
    }

    @Test
    void aPeriodWithAnOpenEndHasNone() {
        ValueRange june = ValueRange.ofDate("2026-06", TORONTO);
        Period from = new Period().setStartElement(new DateTimeType("2026-06"));
        Period until = new Period().setEndElement(new DateTimeType("2026-06"));

        assertThat(range(RestSearchParameterTypeEnum.DATE, from).low()).isEqualTo(june.low());
        assertThat(range(RestSearchParameterTypeEnum.DATE, from).high())
                .isGreaterThan(ValueRange.ofDate("9999", TORONTO).high());
        assertThat(range(RestSearchParameterTypeEnum.DATE, until).high()).isEqualTo(june.high());
        assertThat(range(RestSearchParameterTypeEnum.DATE, until).low())
                .isLessThan(ValueRange.ofDate("0001", TORONTO).low());
    }

    @Test
    void aTimingIsOneSpanFromItsFirstEventOrBoundToItsLast() {
        Timing timing = new Timing();
        timing.addEventElement().setValueAsString("2026-06-01");
        timing.addEventElement().setValueAsString("2026-05-01");
        timing.getRepeat().setBounds(new Period().setEndElement(new DateTimeType("2026-07")));
        Timing often = new Timing();
        often.getRepeat().setFrequency(2);

        IndexRows.Range limits = range(RestSearchParameterTypeEnum.DATE, timing);

        assertThat(limits.low()).isLessThan(ValueRange.ofDate("0001", TORONTO).low());
        assertThat(limits.high())
                .isEqualTo(ValueRange.ofDate("2026-07", TORONTO).high());
        assertThat(rows(RestSearchParameterTypeEnum.DATE, often).ranges).isEmpty();
    }

    @Test
    void anInstantIsAPoint() {
        IndexRows.Range point = range(RestSearchParameterTypeEnum.DATE, new InstantType("2026-05-01T10:00:00Z"));

        assertThat(point.high()).isEqualTo(point.low());
    }

    @Test
    void numbersAndQuantitiesArePointsWithTheirUnit() {
        Quantity coded = new Quantity()
                .setValue(new BigDecimal("5.40"))
                .setUnit("milligram")
                .setCode("mg");
        Money price = new Money().setValue(3).setCurrency("CAD");

        assertThat(range(RestSearchParameterTypeEnum.NUMBER, new IntegerType(3)))
                .isEqualTo(new IndexRows.Range(1, 0, 3, 3));
        assertThat(range(RestSearchParameterTypeEnum.NUMBER, new DecimalType("0.25")))
                .isEqualTo(new IndexRows.Range(1, 0, 0.25, 0.25));
        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, coded).ranges)
                .containsExactly(
                        new IndexRows.Range(1, NameIds.ofSystem("mg"), 5.4, 5.4),
                        new IndexRows.Range(1, NameIds.ofSystem("milligram"), 5.4, 5.4));
        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, price).ranges)
                .contains(new IndexRows.Range(1, NameIds.ofSystem("CAD"), 3, 3))
                .hasSize(2);
        assertThat(range(RestSearchParameterTypeEnum.QUANTITY, ages(quantity("30"), quantity("39"))))
                .isEqualTo(new IndexRows.Range(1, 0, 30, 39));
    }

    @ParameterizedTest
    @CsvSource({
        "<, -1.7976931348623157E308, 59.99999999999999",
        "<=, -1.7976931348623157E308, 60",
        ">=, 60, 1.7976931348623157E308",
        ">, 60.00000000000001, 1.7976931348623157E308"
    })
    void aQuantityWithAComparatorIsTheRangeThatItStandsFor(String comparator, double low, double high) {
        Quantity bounded = quantity("60").setComparator(QuantityComparator.fromCode(comparator));
        bounded.setSystem("http://unitsofmeasure.org").setCode("mL/min");

        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, bounded).ranges)
                .hasSize(2)
                .anySatisfy(range ->
                        assertThat(range).isEqualTo(new IndexRows.Range(1, NameIds.ofSystem("mL/min"), low, high)))
                .allSatisfy(range ->
                        assertThat(range.low() == -Double.MAX_VALUE).isNotEqualTo(range.high() == Double.MAX_VALUE));
    }

    /** FHIR lets an extension such as data-absent-reason stand where the value would be. */
    @Test
    void anExtensionInPlaceOfAValueGivesNoRow() {
        Period absentStart = new Period().setStartElement(absent(new DateTimeType()));
        Quantity absentValue = new Quantity().setValueElement(absent(new DecimalType()));
        Money absentPrice = new Money();
        absentPrice.setValueElement(absent(new DecimalType()));
        var absentCode = absent(new Enumeration<>(new AdministrativeGenderEnumFactory()));

        assertThat(rows(RestSearchParameterTypeEnum.TOKEN, absentCode).texts).isEmpty();
        assertThat(rows(RestSearchParameterTypeEnum.DATE, absentStart).ranges).isEmpty();
        assertThat(rows(RestSearchParameterTypeEnum.DATE, absent(new DateType())).ranges)
                .isEmpty();
        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, absentValue).ranges)
                .isEmpty();
        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, absentPrice).ranges)
                .isEmpty();
        assertThat(rows(RestSearchParameterTypeEnum.QUANTITY, ages(absentValue, new Quantity().setUnit("a"))).ranges)
                .isEmpty();
    }

    @Test
    void aRangeThatKnowsOnlyOneEndHasNoOther() {
        assertThat(range(RestSearchParameterTypeEnum.QUANTITY, ages(new Quantity(), quantity("39"))))
                .isEqualTo(new IndexRows.Range(1, 0, -Double.MAX_VALUE, 39));
        assertThat(range(RestSearchParameterTypeEnum.NUMBER, ages(quantity("30"), new Quantity())))
                .isEqualTo(new IndexRows.Range(1, 0, 30, Double.MAX_VALUE));
    }

    @Test
    void aPeriodThatKnowsOnlyItsEndBeginsAnyTime() {
        Period period =
                new Period().setStartElement(absent(new DateTimeType())).setEndElement(new DateTimeType("2026-06"));

        assertThat(range(RestSearchParameterTypeEnum.DATE, period).high())
                .isEqualTo(ValueRange.ofDate("2026-06", TORONTO).high());
    }

    @ParameterizedTest
    @EnumSource(
            value = RestSearchParameterTypeEnum.class,
            names = {"DATE", "NUMBER", "QUANTITY"})
    void wordsHaveNoPlaceOnAScale(RestSearchParameterTypeEnum type) {
        assertThat(rows(type, new StringType("in spring")).ranges).isEmpty();
    }

    private static Range ages(Quantity low, Quantity high) {
        return new Range().setLow(low).setHigh(high);
    }

    private static Quantity quantity(String value) {
        return new Quantity().setValue(new BigDecimal(value));
    }

    private static <T extends Element> T absent(T element) {
        element.addExtension(
                new Extension("http://hl7.org/fhir/StructureDefinition/data-absent-reason", new CodeType("unknown")));
        return element;
    }

    private static IndexRows.Range range(RestSearchParameterTypeEnum type, Base value) {
        assertThat(rows(type, value).ranges).hasSize(1);
        return rows(type, value).ranges.iterator().next();
    }

    /** Each row as system and value. */
    private static List<String> texts(RestSearchParameterTypeEnum type, Base value) {
        var systems = Map.of(
                0L,
                "",
                NameIds.ofSystem("urn:a"),
                "urn:a",
                NameIds.ofSystem("urn:b"),
                "urn:b",
                NameIds.ofSystem("http://hl7.org/fhir/administrative-gender"),
                "http://hl7.org/fhir/administrative-gender");
        return rows(type, value).texts.stream()
                .map(row -> systems.get(row.qualifier()) + " " + row.value())
                .toList();
    }

    private static IndexRows rows(RestSearchParameterTypeEnum type, Base value) {
        IndexRows rows = new IndexRows();
        var parameter = new SearchParameter("Any", "any", type, "Any.value", 1, Set.of(), "");
        new ValueReader(TORONTO, "http://localhost/fhir", new UcumUnits()).read(parameter, value, rows);
        return rows;
    }
}
