package org.painbridge.dispensing;

import java.math.BigDecimal;
import org.painbridge.dispensing.MmeFactor.OpioidForm;

/**
 * What a supply gives of one opioid on each of its days.
 *
 * @param strength of the product, in {@code unit} per piece; some factors are for one strength only
 * @param perDay amount a day; for a patch, ug/h worn at a time
 */
record Dose(OpioidForm key, BigDecimal strength, BigDecimal perDay, String unit) {}
