package org.painbridge.careplan.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Duration;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.sheet.SheetWords;

/** Values of FHIR as words on a sheet; empty for nothing. Days are written 2026-11-27, in both languages. */
record SheetTexts(SheetWords words, ZoneId zone) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    /** Its text, else what its first coding is called, else the code. */
    static String concept(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        return concept.getCoding().stream()
                .filter(Coding::hasDisplay)
                .map(Coding::getDisplay)
                .findFirst()
                .or(() -> concept.getCoding().stream().map(Coding::getCode).findFirst())
                .orElse("");
    }

    /** In words of the language: a decimal comma in French. */
    String number(BigDecimal number) {
        String plain = number.toPlainString();
        return words.language().equals("fr") ? plain.replace('.', ',') : plain;
    }

    String amount(Quantity quantity) {
        if (!quantity.hasValue()) {
            return "";
        }
        String comparator =
                quantity.getComparator() != null ? quantity.getComparator().toCode() + " " : "";
        String unit = Optional.ofNullable(quantity.getUnit())
                .or(() -> Optional.ofNullable(quantity.getCode()))
                .filter(text -> !text.equals("1") && !text.matches("\\{.*}"))
                .map(text -> " " + text)
                .orElse("");
        return comparator + number(quantity.getValue()) + unit;
    }

    String value(@Nullable Type value) {
        return switch (value) {
            case null -> "";
            case Quantity quantity -> amount(quantity);
            case Range range ->
                List.of(amount(range.getLow()), amount(range.getHigh())).stream()
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" – "));
            case CodeableConcept concept -> concept(concept);
            case BaseDateTimeType time -> day(time);
            case Period period -> period(period);
            case Timing timing -> timing(timing);
            default -> value.isPrimitive() ? String.valueOf(value.primitiveValue()) : "";
        };
    }

    String minute(Instant moment) {
        return MINUTE.format(moment.atZone(zone));
    }

    /** As it was written; of a moment its day here. */
    String day(BaseDateTimeType time) {
        if (!time.hasValue()) {
            return "";
        }
        boolean moment = time.getPrecision().compareTo(TemporalPrecisionEnum.DAY) > 0;
        return moment ? DAY.format(time.getValue().toInstant().atZone(zone)) : time.getValueAsString();
    }

    String period(Period period) {
        String start = day(period.getStartElement());
        String end = day(period.getEndElement());
        return lines(start, end.isEmpty() ? "" : "–\u00a0" + end);
    }

    String timing(Timing timing) {
        TimingRepeatComponent repeat = timing.getRepeat();
        if (timing.hasCode()) {
            return concept(timing.getCode());
        }
        if (repeat.hasBoundsPeriod() && !repeat.hasFrequency() && !repeat.hasPeriod()) {
            return period(repeat.getBoundsPeriod());
        }
        List<String> all = new ArrayList<>();
        if (repeat.hasFrequency()) {
            all.add(repeat.getFrequency() + " ×");
        }
        if (repeat.hasPeriod() && repeat.hasPeriodUnit()) {
            String unit = words.code("unit", repeat.getPeriodUnit().toCode());
            all.add("/ " + number(plain(repeat.getPeriod())) + " " + unit);
        }
        repeat.getTimeOfDay().forEach(time -> all.add(time.getValue()));
        repeat.getWhen().forEach(when -> all.add(when.getCode()));
        return String.join(" ", all);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** What the prescriber wrote, and what the elements say: by these a dose is computed and limited. */
    String dosage(List<Dosage> dosages) {
        return dosages.stream()
                .map(this::dosage)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String dosage(Dosage dosage) {
        List<String> all = new ArrayList<>();
        all.add(value(dosage.getDoseAndRateFirstRep().getDose()));
        all.add(timing(dosage.getTiming()));
        all.add(concept(dosage.getRoute()));
        all.add(asNeeded(dosage));
        all.add(most(dosage));
        all.add(duration(dosage.getTiming().getRepeat()));
        String said = all.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
        String text = dosage.hasText() ? dosage.getText() : "";
        return text.equals(said) ? said : lines(text, said);
    }

    private String asNeeded(Dosage dosage) {
        if (dosage.hasAsNeededCodeableConcept()) {
            return words.say("as-needed") + " (" + concept(dosage.getAsNeededCodeableConcept()) + ")";
        }
        return dosage.hasAsNeededBooleanType()
                        && dosage.getAsNeededBooleanType().booleanValue()
                ? words.say("as-needed")
                : "";
    }

    /** What is not to be passed, whatever is needed. */
    private String most(Dosage dosage) {
        Ratio most = dosage.getMaxDosePerPeriod();
        String in = span(most.getDenominator());
        String period = amount(most.getNumerator()) + (in.isEmpty() ? "" : " / " + in);
        String once = amount(dosage.getMaxDosePerAdministration());
        return List.of(
                        period.isEmpty() ? "" : words.say("dose.most") + " " + period,
                        once.isEmpty() ? "" : words.say("dose.most-once") + " " + once)
                .stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String duration(TimingRepeatComponent repeat) {
        return switch (repeat.getBounds()) {
            case Duration duration when duration.hasValue() -> words.say("dose.for") + " " + span(duration);
            case Range range when range.hasHigh() -> words.say("dose.for") + " " + value(range);
            case null, default -> "";
        };
    }

    /** A time, its unit in words of the language. */
    private String span(Quantity time) {
        String code = time.hasCode()
                ? time.getCode()
                : Optional.ofNullable(time.getUnit()).orElse("");
        String unit = code.isEmpty() ? "" : " " + words.code("unit", code);
        return time.hasValue() ? number(plain(time.getValue())) + unit : "";
    }

    /** Each piece once; what is written within one stays, as a schedule that says the same of two weeks. */
    static String distinct(Stream<String> pieces) {
        return pieces.filter(piece -> !piece.isBlank()).distinct().collect(Collectors.joining("\n"));
    }

    static String notes(List<Annotation> notes) {
        return pieces(notes).collect(Collectors.joining("\n"));
    }

    /** What each note says. */
    static Stream<String> pieces(List<Annotation> notes) {
        return notes.stream().map(Annotation::getText).filter(text -> text != null);
    }

    /** Those of them that say something, each on its own line. */
    static String lines(String... all) {
        return List.of(all).stream().filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }
}
