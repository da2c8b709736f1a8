package org.painbridge.server.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PdfPagesTest {
    private static final String PAGE = "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>T</title>"
            + "<meta name=\"subject\" content=\"T\"/><style>body { font-family: 'Source Sans 3', 'DejaVu Sans' }</style></head>"
            + "<body><h1>Title</h1><table><tbody><tr><td>œ ᐃᓄᒃ</td><td>2</td></tr></tbody></table></body></html>";

    @Test
    void aPageOfOneMomentIsTheSameBytesWheneverItIsPrinted() {
        Instant moment = Instant.parse("2026-11-01T10:00:00Z");

        byte[] first = new PdfPages().print(PAGE, moment);

        assertThat(new PdfPages().print(PAGE, moment)).isEqualTo(first);
        assertThat(new PdfPages().print(PAGE, moment.plusSeconds(60))).isNotEqualTo(first);
    }
}
