package org.painbridge.server.careplan.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.painbridge.careplan.sheet.PlanSheet;

/**
 * Prints the sheet of a plan as PDF, tagged for screen readers. Source Sans 3 is embedded, and DejaVu Sans for whatever it lacks,
 * such as syllabics; letters that neither has are printed as #.
 */
public final class PlanPdf {
    private static final String TEXT = "Source Sans 3";
    private static final String OTHER = "DejaVu Sans";
    private static final int PLAIN = 400;
    private static final int STRONG = 600;

    private final String style = new String(file("plan-sheet.css"), StandardCharsets.UTF_8);
    private final byte[] plain = file("fonts/SourceSans3-Regular.ttf");
    private final byte[] strong = file("fonts/SourceSans3-SemiBold.ttf");
    private final byte[] other = file("fonts/DejaVuSans.ttf");

    public PlanPdf() {
        XRLog.setLoggingEnabled(false); // It would log what it cannot print, which is about patients.
    }

    public byte[] print(PlanSheet sheet) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        use(builder, plain, TEXT, PLAIN);
        use(builder, strong, TEXT, STRONG);
        use(builder, other, OTHER, PLAIN);
        use(builder, other, OTHER, STRONG);
        builder.usePdfUaAccessibility(true);
        builder.withProducer("PainBridge");
        for (ExternalResourceControlPriority when : ExternalResourceControlPriority.values()) {
            builder.useExternalResourceAccessControl((uri, kind) -> false, when); // Nothing is ever fetched.
        }
        builder.withHtmlContent(new SheetHtml(sheet, style).page(), null);
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void use(PdfRendererBuilder builder, byte[] font, String family, int weight) {
        builder.useFont(() -> new ByteArrayInputStream(font), family, weight, FontStyle.NORMAL, true);
    }

    private static byte[] file(String name) {
        try (InputStream file = Objects.requireNonNull(PlanPdf.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
