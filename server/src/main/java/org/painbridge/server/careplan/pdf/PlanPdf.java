package org.painbridge.server.careplan.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.server.pdf.PdfPages;

/** Prints the sheet of a plan as PDF. */
public final class PlanPdf {
    private final String style = style();
    private final PdfPages pages = new PdfPages();

    public byte[] print(PlanSheet sheet) {
        return pages.print(new SheetHtml(sheet, style).page());
    }

    private static String style() {
        try (InputStream file = Objects.requireNonNull(PlanPdf.class.getResourceAsStream("plan-sheet.css"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
