package org.painbridge.server.careplan.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.PlanSheet.Fact;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetWords;

class PlanPdfTest {
    private final PlanPdf pdf = new PlanPdf();

    @Test
    void whatStandsOnTheSheetStandsOnPaperWithNumberedPagesAndAllItsLetters() throws IOException {
        byte[] printed = pdf.print(sheet("fr", "Le cœur en forêt <été> ≥ 4 ᐃᓄᒃ", 60));

        try (PDDocument document = Loader.loadPDF(printed)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isGreaterThan(1);
            assertThat(text)
                    .contains("Plan de soins de la douleur", "cœur en forêt <été> ≥ 4 ᐃᓄᒃ", "Objectifs", "row 59")
                    .contains("Page 1 de " + document.getNumberOfPages(), "Ruth Exemple, imprimé")
                    .doesNotContain("#");
            assertThat(text.split("Objectif ", -1).length - 1)
                    .isEqualTo(document.getNumberOfPages()); // The heading goes on.
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
        }
    }

    @Test
    void anEmptySheetIsAPageToo() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.print(sheet("en", "Plan", 0)))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document)).contains("None recorded.", "Page 1 of 1");
        }
    }

    private static PlanSheet sheet(String language, String title, int rows) {
        SheetWords words = SheetWords.of(language);
        List<List<String>> all = rows == 0 ? List.of() : Collections.nCopies(rows - 1, List.of("one\ntwo", "three"));
        List<List<String>> table = new ArrayList<>(all);
        if (rows > 0) {
            table.add(List.of("row 59", "last"));
        }
        return new PlanSheet(
                words,
                title,
                "status",
                List.of(new Fact("Patient", List.of("Ruth Exemple", "née le 1968-05-14"))),
                List.of(new Section(
                        "goals",
                        words.say("goals"),
                        List.of(words.say("goals.goal"), "B"),
                        table,
                        List.of(),
                        List.of())),
                "Ruth Exemple, imprimé");
    }
}
