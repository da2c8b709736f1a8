package org.painbridge.server.dispensing.products;

import java.nio.file.Path;
import java.time.Clock;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.dpd.ExtractLimits;
import org.painbridge.dispensing.dpd.ProductImport;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the table of products together, and what imports another. */
@Configuration(proxyBeanMethods = false)
class ProductsConfiguration {
    private final ImportTable table = new ImportTable();

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
    ImportTable importTable() {
        return table;
    }

    @Bean(initMethod = "start")
    ImportRunner importRunner(
            FhirStore store, Terminology terminology, ProductTables inUse, ProductSettings settings, Clock clock) {
        ExtractLimits limits = ExtractLimits.of(settings.maxExtract().toBytes());
        return new ImportRunner(store, table, new ProductImport(terminology, inUse, limits), clock);
    }

    @Bean
    ImportProvider importProvider(FhirStore store, ImportRunner runner) {
        return new ImportProvider(store, table, runner);
    }
}
