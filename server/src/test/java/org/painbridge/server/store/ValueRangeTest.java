package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.Cases;

class ValueRangeTest {
    private static final ZoneId TORONTO = ZoneId.of("America/Toronto");

    static Stream<Arguments> decimals() {
        return Cases.of(200, random -> BigDecimal.valueOf(random.nextLong(-1_000_000, 1_000_000), random.nextInt(6)));
    }

    /** Ends are the first and the last millisecond; Toronto is five hours behind UTC in winter, four in summer. */
    @ParameterizedTest
    @CsvSource({
        "2026, 2026-01-01T05:00:00Z, 2027-01-01T04:59:59.999Z",
        "2026-02, 2026-02-01T05:00:00Z, 2026-03-01T04:59:59.999Z",
        "2024-02-29, 2024-02-29T05:00:00Z, 2024-03-01T04:59:59.999Z",
        "2026-03-08, 2026-03-08T05:00:00Z, 2026-03-09T03:59:59.999Z",
        "2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T04:59:59.999Z",
        "2026-07-01T09:30, 2026-07-01T13:30:00Z, 2026-07-01T13:30:59.999Z",
        "2026-07-01T09:30Z, 2026-07-01T09:30:00Z, 2026-07-01T09:30:59.999Z",
        "2026-07-01T09:30:15, 2026-07-01T13:30:15Z, 2026-07-01T13:30:15.999Z",
        "2026-07-01T09:30:15Z, 2026-07-01T09:30:15Z, 2026-07-01T09:30:15.999Z",
        "2026-07-01T09:30:15-07:00, 2026-07-01T16:30:15Z, 2026-07-01T16:30:15.999Z",
        "2026-07-01T09:30:15+05:30, 2026-07-01T04:00:15Z, 2026-07-01T04:00:15.999Z",
        "2026-07-01T09:30:15.250Z, 2026-07-01T09:30:15.250Z, 2026-07-01T09:30:15.250Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z, 2017-01-01T00:00:00.999Z",
        "2017-01-01T13:59:60+14:00, 2017-01-01T00:00:00Z, 2017-01-01T00:00:00.999Z",
        "1925-01-01T00:00:00Z, 1925-01-01T00:00:00Z, 1925-01-01T00:00:00.999Z",
    })
    void aDateCoversItsWrittenPrecision(String text, Instant first, Instant last) {
        ValueRange range = ValueRange.ofDate(text, TORONTO);

        assertThat(range).isEqualTo(new ValueRange(first.toEpochMilli(), last.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "26",
                "2026-13",
                "2026-02-30",
                "2026-1-1",
                "yesterday",
                "2026-07-01T25:00:00Z",
                "2026-07-01T",
                "2026-07-01T09:30:15+14:01",
                "2026-07-01T09:30:61Z",
                "+999999999-07-01T09:30:00Z",
                "-2026-07-01T09:30:00Z"
            })
    void whatIsNoDateIsRefused(String text) {
        assertThatThrownBy(() -> ValueRange.ofDate(text, TORONTO)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 99.5, 100.5",
        "100.00, 99.995, 100.005",
        "5.0, 4.95, 5.05",
        "-5, -5.5, -4.5",
        "0, -0.5, 0.5",
        "5.4e-3, 0.00535, 0.00545",
    })
    void aNumberCoversHalfAUnitOfItsLastDigit(BigDecimal number, double low, double high) {
        ValueRange range = ValueRange.ofNumber(number, BigDecimal.ONE);

        assertThat(range.low()).isCloseTo(low, within(1e-9));
        assertThat(range.high()).isCloseTo(high, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void neighboursOfOnePrecisionMeetAndDoNotOverlap(BigDecimal number) {
        BigDecimal next = number.add(number.ulp());

        ValueRange here = ValueRange.ofNumber(number, BigDecimal.ONE);
        ValueRange there = ValueRange.ofNumber(next, BigDecimal.ONE);

        assertThat(here.high()).isLessThan(there.low()).isEqualTo(Math.nextDown(there.low()));
        assertThat(number.doubleValue()).isBetween(here.low(), here.high());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5.00000000000000000000000001", "0.1000000000000000000000000", "-3.00000000000000000000001"})
    void aNumberWithMoreDigitsThanADoubleHoldsIsFoundByItself(BigDecimal number) {
        ValueRange range = ValueRange.ofNumber(number, BigDecimal.ONE);

        assertThat(number.doubleValue()).isBetween(range.low(), range.high());
    }

    @Test
    void aSpanIsWidenedAtBothEnds() {
        assertThat(ValueRange.point(10).widened(1)).isEqualTo(new ValueRange(9, 11));
    }
}
