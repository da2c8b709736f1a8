package org.painbridge.server.dispensing.products;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.dpd.ExtractLimits;
import org.painbridge.dispensing.dpd.ProductImport;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.dispensing.jobs.JobWork;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the table of products together, and what imports another. */
@Configuration(proxyBeanMethods = false)
class ProductsConfiguration {
    private static final Duration KEEP_FOR = Duration.ofHours(24);

    private final JobTable table = new JobTable("product_import");

    @Bean
    ProductTables productTables(Terminology terminology, ProductSettings settings) {
        return settings.products().isEmpty()
                ? ProductTables.packaged(terminology)
                : new ProductFolder(Path.of(settings.products())).read(terminology);
    }

    @Bean
    DrugTable drugTable(ProductTables tables) {
        return DrugTable.from(tables);
    }

    @Bean
    JobTable importTable() {
        return table;
    }

    @Bean(initMethod = "start")
    JobRunner importRunner(
            FhirStore store, Terminology terminology, ProductTables inUse, ProductSettings settings, Clock clock) {
        ExtractLimits limits = ExtractLimits.of(settings.maxExtract().toBytes());
        JobWork work = new ImportWork(new ProductImport(terminology, inUse, limits));
        return new JobRunner("product-import", store, table, work, KEEP_FOR, clock);
    }

    @Bean
    ImportProvider importProvider(FhirStore store, @Qualifier("importRunner") JobRunner runner) {
        return new ImportProvider(store, table, runner);
    }
}
