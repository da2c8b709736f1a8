@NullMarked
package org.painbridge.dispensing.parquet;

import org.jspecify.annotations.NullMarked;
