package org.painbridge.server.careplan.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.MeasureReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTest {
    private static final FigureScope OCTOBER = new FigureScope(
            "o1", LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"), ZoneId.of("America/Toronto"));

    private final FigureWriter writer = new FigureWriter();

    /** asked, acknowledged, decided; what the lines of acknowledgement and decision hold. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "40; 20; 10; 20,40,3.5,h; 10,40,2.0,d",
                "40; 40; 40; 40,40,3.5,h; 40,40,2.0,d",
                "40; 5; 0; masked,40,,h; masked,40,,d",
                "40; 36; 20; masked,40,,h; 20,40,2.0,d",
                "40; 20; 18; 20,40,3.5,h; masked,40,,d",
                "5; 5; 5; masked,masked,,h; masked,masked,,d",
                "0; 0; 0; 0,0,,h; 0,0,,d"
            })
    void fewPeopleAreNotToldOf(long asked, long acknowledged, long decided, String first, String second) {
        Counts counts = new Counts()
                .count("asked", asked)
                .count("acknowledged", acknowledged)
                .count("decided", decided)
                .median("acknowledged", 3.46)
                .median("decided", 2);

        assertThat(lines(counts.shown(6)))
                .contains("2026-10-01,2026-10-31,o1,push-to-acknowledgement," + first)
                .contains("2026-10-01,2026-10-31,o1,push-to-decision," + second);
    }

    @Test
    void aSiteMayShowSmallCounts() {
        Counts counts = new Counts()
                .count("activities", 3)
                .count("activities-accepted", 2)
                .count("activities-done", 1);

        assertThat(lines(counts.shown(1)))
                .contains("2026-10-01,2026-10-31,o1,activities-accepted,2,3,66.7,%")
                .contains("2026-10-01,2026-10-31,o1,activities-done,1,2,50.0,%");
    }

    @Test
    void aReportSaysWhatIsWithheld() {
        Counts counts = new Counts().count("asked", 12).count("acknowledged", 3).median("acknowledged", 1);

        MeasureReport report = writer.report(OCTOBER, counts.shown(6), new Date(0));

        var group = report.getGroup().get(1);
        assertThat(group.getId()).isEqualTo("push-to-acknowledgement");
        assertThat(group.getPopulation()
                        .getFirst()
                        .getCountElement()
                        .getExtensionFirstRep()
                        .getValue()
                        .primitiveValue())
                .isEqualTo("masked");
        assertThat(group.getPopulation().getLast().getCount()).isEqualTo(12);
        assertThat(group.hasMeasureScore()).isFalse();
        assertThat(report.getReporter().getReference()).isEqualTo("Organization/o1");
    }

    private List<String> lines(List<Figure> figures) {
        return new String(writer.csv(OCTOBER, figures), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
