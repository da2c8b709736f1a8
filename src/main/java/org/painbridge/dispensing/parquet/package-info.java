/**
 * Dispenses, and what the population pass makes of them, as Parquet files, written and read by DuckDB within the process. The
 * only package that knows DuckDB, which embedders add if they want files; no rule is defined here.
 */
@NullMarked
package org.painbridge.dispensing.parquet;

import org.jspecify.annotations.NullMarked;
