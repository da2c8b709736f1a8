package org.painbridge.server.store.oracle;

import java.util.List;
import java.util.random.RandomGenerator;

/** Few values, so that they meet often, with some that have a meaning on the way: in searches, SQL, JSON or Unicode. */
final class Pools {
    /** Longer than what the store keeps of a text. */
    private static final String LONG = "Ñandú ".repeat(52);

    static final List<String> TEXTS = List.of(
            "Zoë",
            "zoe",
            "ZOE",
            "Zoelina",
            "Zoe\u0308",
            "Éluard",
            "ELUARD",
            "eluard-imaginaire",
            LONG + "a",
            LONG + "b",
            "O'Brien",
            "o brien",
            "100%_sure",
            "100% sure",
            "1003_sure",
            "a\\b",
            "Fictive, Jr",
            "cash $5|x",
            "two  blanks\ttab",
            "Łuk",
            "luk",
            "Œuvrard",
            "oeuvrard",
            "ß",
            "ss",
            "İstanbul",
            "istanbul",
            "\u5C71",
            "\u5C71\uD842\uDFB7",
            "!",
            "x",
            "null",
            "ΟΔΟΣ",
            "οδος",
            "οδοσήμανση",
            "Straße",
            "STRASSE",
            "O\u2019Brien",
            "\uFB01ne",
            "\u01C5ep",
            "\u00A0x",
            "\uD83D\uDE00!",
            "y");
    static final List<String> SYSTEMS =
            List.of("http://loinc.org", "http://snomed.info/sct", "urn:made-up:a", "urn:made-up:A", "urn:made-up:a|b");
    static final List<String> CODES = List.of(
            "a",
            "A",
            "b",
            "B-1",
            "b-1",
            "1",
            "10",
            "a|b",
            "a,b",
            "a$b",
            "a\\b",
            "é",
            "100%",
            "a_b",
            "a b",
            "Ünï",
            LONG + "a",
            LONG + "b");
    static final List<String> URIS = List.of(
            "http://fiction.example/x",
            "http://fiction.example/X",
            "http://fiction.example/x|1",
            "urn:made-up:x",
            "urn:uuid:6f2f5e2c-0000-4000-8000-000000000001",
            "http://fiction.example/x/y?a=b,c$d",
            "http://fiction.example/x/",
            "http://fiction.example/%2Fx",
            "urn:oid:1.2.3",
            "http://fiction.example/" + "x/".repeat(160) + "a",
            "http://fiction.example/" + "x/".repeat(160) + "b");
    static final List<String> DATES = List.of(
            "2025",
            "2024",
            "2025-03",
            "2025-02",
            "2024-02",
            "2025-03-09",
            "2025-03-10",
            "2025-03-11",
            "2024-02-29",
            "2025-11-02",
            "1950-01-01",
            "1969-12-31",
            "1850",
            "0001",
            "9999",
            "9999-12-31");
    /** Clocks were set forward on 2025-03-09 in the server's zone, and back on 2025-11-02. */
    static final List<String> TIMES = List.of(
            "2025-03-10T09:30:00-04:00",
            "2025-03-10T13:30:00Z",
            "2025-03-10T13:30:00.000Z",
            "2025-03-10T13:30:00.500Z",
            "2025-03-10T23:59:59-04:00",
            "2025-03-11T00:00:00-04:00",
            "2025-03-10T00:00:00-04:00",
            "2025-03-10T04:00:00Z",
            "2025-03-09T01:59:59-05:00",
            "2025-03-09T03:00:00-04:00",
            "2025-11-02T01:30:00-04:00",
            "2025-11-02T01:30:00-05:00",
            "2025-03-10T13:30:00+14:00",
            "2024-12-31T23:59:59.999-05:00",
            "2025-03-10T13:30:00.5Z",
            "2025-03-10T13:30:00.123456Z",
            "2016-12-31T23:59:60Z",
            "2017-01-01T00:00:00Z");

    static final List<String> UNITS = List.of("mg", "g", "kg", "ug", "mL", "L", "h", "min", "{tbl}", "Cel");
    static final List<String> UNIT_SYSTEMS = List.of(Quantities.UCUM, "urn:made-up:units");
    static final List<String> NUMBERS = List.of(
            "5",
            "5.0",
            "5.00",
            "4.95",
            "5.05",
            "5.049",
            "-5",
            "-5.0",
            "0",
            "0.0",
            "-0.5",
            "100",
            "99.5",
            "110",
            "90",
            "1e2",
            "0.001",
            "1E-3",
            "5.4",
            "5400",
            "1E+30",
            "1e-30",
            "-123456789012.345");

    private Pools() {}

    static <T> T any(RandomGenerator random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** More often one of the first. */
    static <T> T likely(RandomGenerator random, List<T> values) {
        return values.get(Math.min(random.nextInt(values.size()), random.nextInt(values.size())));
    }

    /** True once in so many times. */
    static boolean once(RandomGenerator random, int in) {
        return random.nextInt(in) == 0;
    }
}
