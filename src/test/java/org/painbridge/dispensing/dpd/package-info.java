/** Tests of the import of Health Canada's Drug Product Database; every extract here is made up, or of our own tables. */
@NullMarked
package org.painbridge.dispensing.dpd;

import org.jspecify.annotations.NullMarked;
