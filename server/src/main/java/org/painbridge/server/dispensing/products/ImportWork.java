package org.painbridge.server.dispensing.products;

import java.util.function.Consumer;
import org.painbridge.dispensing.dpd.DamagedExtract;
import org.painbridge.dispensing.dpd.ImportedProducts;
import org.painbridge.dispensing.dpd.ProductImport;
import org.painbridge.server.dispensing.jobs.JobRefused;
import org.painbridge.server.dispensing.jobs.JobWork;

/** Makes the tables of products of the extract that was sent. */
record ImportWork(ProductImport products) implements JobWork {
    private static final String NAME = "allfiles.zip";

    @Override
    public Made run(String id, byte[] sent, Consumer<String> progress) {
        try {
            ImportedProducts imported = products.run(NAME, sent, progress);
            return Made.ofTexts(
                    ImportProducts.files(imported), imported.report().summary());
        } catch (DamagedExtract e) {
            throw new JobRefused(String.valueOf(e.getMessage()));
        }
    }
}
