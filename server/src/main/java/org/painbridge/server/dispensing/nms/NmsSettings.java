package org.painbridge.server.dispensing.nms;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the transactions of pharmacies.
 *
 * @param linesATransaction how many lines of a batch are stored together; 1 to 1000
 * @param checkPlainCreates whether monitored dispenses that are created or changed by plain REST are held to what submissions are held to
 */
@ConfigurationProperties("painbridge.nms")
public record NmsSettings(
        @DefaultValue("250") int linesATransaction,
        @DefaultValue("false") boolean checkPlainCreates) {
    public NmsSettings {
        if (linesATransaction < 1 || linesATransaction > 1000) {
            throw new IllegalArgumentException(
                    "painbridge.nms.lines-a-transaction is 1 to 1000, not " + linesATransaction);
        }
    }
}
