package org.painbridge.server.pdf;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;

/**
 * Prints XHTML as PDF, tagged for screen readers. Source Sans 3 is embedded, and DejaVu Sans for whatever it lacks, such as
 * syllabics; letters that neither has are printed as #.
 */
public final class PdfPages {
    private static final String TEXT = "Source Sans 3";
    private static final String OTHER = "DejaVu Sans";
    private static final int PLAIN = 400;
    private static final int STRONG = 600;

    private final byte[] plain = file("fonts/SourceSans3-Regular.ttf");
    private final byte[] strong = file("fonts/SourceSans3-SemiBold.ttf");
    private final byte[] other = file("fonts/DejaVuSans.ttf");

    public PdfPages() {
        XRLog.setLoggingEnabled(false); // It would log what it cannot print, which is about patients.
    }

    public byte[] print(String xhtml) {
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
        builder.withHtmlContent(xhtml, null);
        builder.toStream(out);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The same bytes whenever it is printed.
     *
     * @param moment that the file says it was made
     */
    public byte[] print(String xhtml, Instant moment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(print(xhtml))) {
            document.getDocumentInformation().setCreationDate(GregorianCalendar.from(moment.atZone(ZoneOffset.UTC)));
            PDMetadata metadata = document.getDocumentCatalog().getMetadata();
            String described = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
            metadata.importXMPMetadata(described
                    .replaceAll("(?<=CreateDate>)[^<]*(?=<)|(?<=CreateDate=\")[^\"]*", moment.toString())
                    .getBytes(StandardCharsets.UTF_8));
            document.getDocument().getTrailer().removeItem(COSName.ID);
            document.setDocumentId(moment.toEpochMilli());
            document.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void use(PdfRendererBuilder builder, byte[] font, String family, int weight) {
        builder.useFont(() -> new ByteArrayInputStream(font), family, weight, FontStyle.NORMAL, true);
    }

    private static byte[] file(String name) {
        try (InputStream file = Objects.requireNonNull(PdfPages.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
