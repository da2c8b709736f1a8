package org.painbridge.server.dispensing.nms;

import org.painbridge.dispensing.Din;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.nms.Submission;

/** Which products are monitored, as far as it is known. */
record MonitoredProducts(DrugTable drugs) {

    boolean isMonitored(Submission.Drug drug) {
        return drug.dins().stream()
                .filter(Din::isDin)
                .findFirst()
                .flatMap(din -> drugs.monitored(new Din(din)))
                .or(drug::monitored)
                .orElse(false);
    }
}
