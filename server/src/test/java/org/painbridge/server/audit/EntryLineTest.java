package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET Patient/1; read Patient/1 of 1",
                "GET Patient/1?_elements=id; read Patient/1 of 1",
                "GET Patient/1/_history/2; vread Patient/1/_history/2 of 1",
                "GET Patient/1/_history?_count=1; history-instance Patient/1 of 1",
                "GET Patient/_history; history-type Patient of nobody",
                "GET _history; history-system of nobody",
                "GET Observation?patient=1; search-type Observation of 1",
                "GET Observation?subject=Patient%2F1&code=2; search-type Observation of 1",
                "POST Observation/_search?subject:Patient=1; search-type Observation of 1",
                "GET Observation?subject=1&patient=%zz; search-type Observation of nobody",
                "GET ?_type=Patient; search-system of nobody",
                "POST _search; search-system of nobody",
                "POST Patient/_search?name=x; search-type Patient of nobody",
                "GET Patient/1/Observation; search-type Observation of 1",
                "GET Patient/1/*?_count=1; search-type Patient/1 of 1",
                "POST Patient/1/_search; search-type Patient/1 of 1",
                "POST Patient/1/*/_search; search-type Patient/1 of 1",
                "GET Encounter/1/*; search-type Encounter/1 of nobody",
                "POST Patient; create Patient of nobody",
                "PUT Patient/1; update Patient/1 of nobody",
                "PATCH Patient/1; patch Patient/1 of nobody",
                "DELETE Patient?name=x; delete Patient of nobody",
            })
    void anEntryIsNotedAsTheRequestThatItWouldBeAlone(String asked, String noted) {
        String[] parts = asked.split(" ", 2);

        EntryLine line = EntryLine.of(parts[0], parts[1]);

        String target = line.target().isEmpty() ? "" : " " + line.target();
        assertThat(line.kind() + target + " of "
                        + (line.patients().isEmpty() ? "nobody" : String.join(",", line.patients())))
                .isEqualTo(noted);
    }

    /** Each makes a row of the trail. */
    @Test
    void aListOfPatientsThatNoSearchTakesMakesNoEndlessTrail() {
        String many = IntStream.range(0, 100_000).mapToObj(String::valueOf).collect(Collectors.joining(","));

        assertThat(EntryLine.of("GET", "Observation?patient=" + many + "&patient=Patient/a")
                        .patients())
                .hasSize(2000)
                .startsWith("0", "1")
                .doesNotContain("a");
    }
}
