package org.painbridge.server.samples;

import java.nio.file.Path;
import java.time.LocalDate;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.clinical.Terminology;

/** Copies a folder of Synthea's bundles with Canadian dispenses added. */
public final class DeriveDispenses {
    private DeriveDispenses() {}

    /** @param arguments folder to read, folder to write, last day on which anything is handed over */
    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: DeriveDispenses <from folder> <to folder> <last day>");
        }
        BundleFolder from = BundleFolder.of(arguments[0]);
        BundleFolder to = new BundleFolder(Path.of(arguments[1]), from.context());
        var derivation =
                new DispenseDerivation(CanadianProducts.from(new Terminology()), LocalDate.parse(arguments[2]));
        long dispenses = 0;
        for (Path file : from.files()) {
            Bundle bundle = derivation.derive(from.read(file));
            to.write(file.getFileName().toString(), bundle);
            dispenses += count(bundle);
        }
        System.out.println(from.files().size() + " bundles with " + dispenses + " dispenses in " + to.path());
    }

    private static long count(Bundle bundle) {
        return bundle.getEntry().stream()
                .filter(entry -> entry.getResource().fhirType().equals("MedicationDispense"))
                .count();
    }
}
