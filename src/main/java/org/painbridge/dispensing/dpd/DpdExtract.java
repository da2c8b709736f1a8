package org.painbridge.dispensing.dpd;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A whole extract that was found in order. */
record DpdExtract(ExtractSource source, List<ListedDrug> drugs) {
    DpdExtract {
        drugs = List.copyOf(drugs);
    }

    /**
     * @param name of the archive, for messages and the source
     * @throws DamagedExtract if anything in it is missing, twice or out of form
     */
    static DpdExtract read(String name, byte[] content, ExtractLimits limits, Consumer<String> progress) {
        DpdZip zip = new DpdZip(name, content, limits, progress);
        Map<String, DrugSheet> sheets = new LinkedHashMap<>();
        zip.rows(row -> sheets.computeIfAbsent(row.drugCode(), DrugSheet::new).add(row));
        progress.accept("joining " + sheets.size() + " drugs");
        return new DpdExtract(new ExtractSource(name, zip.date(), sha256(content)), joined(sheets.values()));
    }

    private static List<ListedDrug> joined(Collection<DrugSheet> sheets) {
        Map<String, DpdRow> dins = new HashMap<>();
        List<ListedDrug> drugs = new ArrayList<>();
        for (DrugSheet sheet : sheets) {
            ListedDrug drug = sheet.listed();
            if (drug.human()) {
                DpdRow row = sheet.drug();
                DpdRow twin = dins.put(drug.din(), row);
                if (twin != null) {
                    throw row.damaged("the DIN " + drug.din() + " is there already, on line " + twin.line());
                }
            }
            drugs.add(drug);
        }
        return drugs;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
