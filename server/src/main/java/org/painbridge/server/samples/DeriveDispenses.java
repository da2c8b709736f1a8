package org.painbridge.server.samples;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.clinical.Terminology;

/** Copies a folder of Synthea's bundles with Canadian dispenses added; server/synthea/README.md. */
public final class DeriveDispenses {
    private DeriveDispenses() {}

    /** @param arguments folder to read, folder to write, last day on which anything is handed over */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Returns the status to exit with: 0, or 2 if the arguments make no sense. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 3) {
            err.println("Usage: DeriveDispenses <from folder> <to folder> <last day, as 2026-11-01>");
            return 2;
        }
        try {
            BundleFolder from = new BundleFolder(Path.of(arguments.get(0)));
            BundleFolder to = new BundleFolder(Path.of(arguments.get(1)));
            out.println(derive(from, to, LocalDate.parse(arguments.get(2))));
            return 0;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static String derive(BundleFolder from, BundleFolder to, LocalDate until) {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        var derivation = new DispenseDerivation(CanadianProducts.from(new Terminology()), until);
        List<Path> files = from.files();
        long dispenses = 0;
        for (Path file : files) {
            Bundle bundle = derivation.derive(from.read(context, file));
            to.write(context, file.getFileName().toString(), bundle);
            dispenses += count(bundle);
        }
        return files.size() + " bundles with " + dispenses + " dispenses in " + to.path();
    }

    private static long count(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource().fhirType().equals("MedicationDispense"))
                .count();
    }
}
