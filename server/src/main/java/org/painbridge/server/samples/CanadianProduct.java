package org.painbridge.server.samples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.commons.csv.CSVRecord;

/**
 * The Canadian product dispensed in place of a drug of Synthea's: one row of {@code rxnorm-din.csv}.
 *
 * @param rxnorm code of the drug that Synthea prescribes
 * @param pieces of the product for one piece of Synthea's drug
 * @param unit what a piece is: tablet, patch, mL
 * @param daily pieces of Synthea's drug a day where the request does not say
 * @param longest days that one dispense lasts at most
 * @param refills dispenses after the first, as long as no new request follows
 */
record CanadianProduct(
        String rxnorm,
        String rxnormName,
        String din,
        BigDecimal pieces,
        String unit,
        BigDecimal daily,
        int longest,
        int refills) {

    static CanadianProduct of(CSVRecord row) {
        return new CanadianProduct(
                row.get("rxnorm"),
                row.get("rxnorm_name"),
                row.get("din"),
                new BigDecimal(row.get("pieces")),
                row.get("unit"),
                new BigDecimal(row.get("daily")),
                Integer.parseInt(row.get("longest")),
                Integer.parseInt(row.get("refills")));
    }

    /** Whole pieces that last for some days at that many of Synthea's pieces a day. */
    BigDecimal quantity(int days, BigDecimal perDay) {
        return perDay.multiply(pieces).multiply(BigDecimal.valueOf(days)).setScale(0, RoundingMode.CEILING);
    }
}
