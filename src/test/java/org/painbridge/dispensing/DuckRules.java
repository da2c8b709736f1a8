package org.painbridge.dispensing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rules that can be said in SQL, said again in that of DuckDB over the files of dispenses: an independent check of the kernel,
 * never a definition. It holds where a prescriber is of one practice at most. Each gives what is broken and not exempt, with
 * how far and the figure of the finding.
 */
public final class DuckRules {
    private static final int AGONIST = Marks.AGONIST;
    private static final int PART_FILL = Circumstance.PART_FILL.bit();
    private static final int CARE = Circumstance.PALLIATIVE.bit() | Circumstance.CANCER.bit();
    private static final int MONITORED = DrugClass.MONITORED;
    private static final int OPIOID = DrugClass.OPIOID.bit();
    private static final int SAME = OPIOID | DrugClass.BENZODIAZEPINE.bit() | DrugClass.STIMULANT.bit();
    private static final int DEEPENING = DrugClass.BENZODIAZEPINE.bit() | DrugClass.Z_DRUG.bit();

    /** Placed dispenses with the first day on which they are used up, and that from which they are not looked at. */
    public static final String FACTS = """
            CREATE VIEW f AS SELECT *, day + least(coalesce(supply_days, 183), 183) AS ends,
              day + coalesce(supply_days, 183) AS used_up, day * 1000000::BIGINT + seq AS ord
            FROM read_parquet('%s/fact-*.parquet') WHERE last_day IS NULL
            """;

    private DuckRules() {}

    /** Of three prescribers on, practices counted once. */
    private static final String PRESCRIBERS =
            distinct("coalesce(practice * 2::BIGINT, prescriber * 2::BIGINT + 1)", "prescriber");

    private static final String PHARMACIES = distinct("pharmacy", "pharmacy");

    private static String distinct(String key, String known) {
        return """
                SELECT patient, seq, dispense, day, number AS level, number AS figure FROM (
                  SELECT *, count(DISTINCT CASE WHEN %3$s IS NOT NULL AND classes & %1$d <> 0 AND marks & %2$d = 0 THEN %4$s END)
                    OVER (PARTITION BY patient ORDER BY ord
                          RANGE BETWEEN (27000000 + ord %% 1000000) PRECEDING AND CURRENT ROW) AS number
                  FROM f) x
                WHERE number >= 3 AND classes & %1$d <> 0 AND marks & %2$d = 0
                """.formatted(MONITORED, AGONIST, known, key);
    }

    private static final String TOO_SOON = """
            SELECT patient, seq, dispense, day, 1 AS level, greatest(left_days, 0) * 100 // supply AS figure FROM (
              SELECT a.patient, a.seq, a.dispense, a.day, arg_max(b.day + coalesce(b.supply_days, 183), b.seq) - a.day AS left_days,
                arg_max(coalesce(b.supply_days, -1), b.seq) AS supply
              FROM f a JOIN f b ON b.patient = a.patient AND b.seq < a.seq AND b.day > a.day - 184
                AND b.ingredients = a.ingredients
                AND NOT ((a.marks | b.marks) & %2$d <> 0 AND coalesce(b.pharmacy = a.pharmacy, true)
                  AND coalesce(b.prescriber = a.prescriber, true))
                AND NOT (b.day = a.day AND b.drug <> a.drug AND coalesce(b.pharmacy = a.pharmacy, true))
              WHERE a.classes & %1$d <> 0
              GROUP BY a.patient, a.seq, a.dispense, a.day) x
            WHERE supply >= 0 AND left_days * 100 > supply * 20
            """.formatted(MONITORED, PART_FILL);

    private static final String ELSEWHERE = """
            SELECT a.patient, a.seq, a.dispense, a.day, 1 AS level, a.tablets_milli // 1000 AS figure FROM f a
            WHERE a.tablets_milli >= 30000 AND a.marks & %1$d = 0 AND EXISTS (
              SELECT 1 FROM f b WHERE b.patient = a.patient AND b.seq < a.seq AND a.day - b.day <= 7
                AND a.classes & b.classes & %2$d <> 0 AND b.marks & %1$d = 0 AND b.prescriber <> a.prescriber
                AND NOT coalesce(b.practice = a.practice, false) AND b.pharmacy <> a.pharmacy)
            """.formatted(AGONIST, SAME);

    private static final String TOGETHER = """
            SELECT patient, seq, dispense, day, 1 AS level, max(days) AS figure FROM (
              SELECT a.patient, a.seq, a.dispense, a.day,
                CASE WHEN a.supply_days IS NULL THEN 1 ELSE least(a.used_up, b.used_up) - a.day END AS days
              FROM f a JOIN f b ON b.patient = a.patient AND b.seq < a.seq AND b.ends > a.day AND b.supply_days IS NOT NULL
                AND (a.classes & %1$d <> 0 AND b.classes & %2$d <> 0 OR a.classes & %2$d <> 0 AND b.classes & %1$d <> 0)) x
            WHERE days >= 1 GROUP BY patient, seq, dispense, day
            """.formatted(OPIOID, DEEPENING);

    /** What the next fill of the same drug, or perhaps of the same, comes to replace is not summed. */
    private static final String DOSE = """
            SELECT patient, seq, dispense, day, CASE WHEN milli >= 90000 THEN 2 ELSE 1 END AS level, milli // 1000 AS figure
            FROM (
              SELECT a.patient, a.seq, a.dispense, a.day, sum(b.mme_milli)::BIGINT AS milli
              FROM f a JOIN f b ON b.patient = a.patient AND b.seq <= a.seq AND b.ends > a.day AND b.mme_milli > 0
                AND b.possible & %1$d <> 0 AND b.marks & %2$d = 0
              WHERE a.classes & %1$d <> 0 AND a.marks & %2$d = 0
                AND NOT EXISTS (SELECT 1 FROM f c WHERE c.patient = b.patient AND c.seq > b.seq AND c.seq <= a.seq
                  AND c.day >= b.used_up - (b.used_up - b.day) * 20 // 100 AND c.used_up > a.day
                  AND (coalesce(c.form = b.form, false)
                    OR (b.form IS NULL OR c.form IS NULL OR (b.marks | c.marks) & %3$d <> 0) AND b.possible & c.possible <> 0))
              GROUP BY a.patient, a.seq, a.dispense, a.day) x
            WHERE milli >= 50000
            """.formatted(OPIOID, AGONIST, Marks.UNLISTED);

    /** By rule: SQL whose columns are rule, dispense, level, figure and whether it is news. */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("N1", told("N1", PRESCRIBERS, CARE, 28, false));
        all.put("N2", told("N2", PHARMACIES, CARE, 28, false));
        all.put("N3", told("N3", TOO_SOON, 0, 28, true));
        all.put("G1", told("G1", ELSEWHERE, CARE, 28, true));
        all.put("G6", told("G6", DOSE, CARE, 45, false));
        all.put("G8", told("G8", TOGETHER, Circumstance.PALLIATIVE.bit(), 45, false));
        return all;
    }

    private static String told(String rule, String broken, int exempt, int quiet, boolean ofIngredients) {
        return """
                WITH raised AS (%2$s), exempt AS (
                  SELECT DISTINCT a.patient, a.seq FROM f a JOIN f b ON b.patient = a.patient AND b.seq <= a.seq
                    AND b.day > a.day - 90 AND b.marks & %3$d <> 0),
                broken AS (SELECT r.*, g.ingredients FROM (SELECT * FROM raised ANTI JOIN exempt USING (patient, seq)) r
                  JOIN f g ON g.patient = r.patient AND g.seq = r.seq)
                SELECT '%1$s' AS rule, dispense, level, figure, NOT EXISTS (
                  SELECT 1 FROM broken e WHERE e.patient = b.patient AND e.seq < b.seq AND e.day > b.day - %4$d
                    AND e.level >= b.level AND (NOT %5$s OR e.ingredients = b.ingredients)) AS news
                FROM broken b
                """.formatted(rule, broken, exempt, quiet, ofIngredients);
    }
}
