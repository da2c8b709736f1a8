package org.painbridge.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.DrugFacts;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.SortedFacts;

/** The rows of a partition, patient by patient: {@link #next} ends with a patient, {@link #nextPatient} goes on. */
final class PatientRows implements SortedFacts {
    /** In this order; columns of {@code fact-*.parquet}, docs/analysts.md. */
    static final List<String> COLUMNS = List.of(
            "patient",
            "dispense",
            "day",
            "last_day",
            "prescriber",
            "practice",
            "pharmacy",
            "drug",
            "tablets_milli",
            "supply_days",
            "mme_milli",
            "marks",
            "region",
            "seq",
            "form",
            "classes");

    private static final int FORM = 14;
    private static final int CLASSES = 15;
    private static final int UNKNOWN = -1;

    private final PopulationPass pass;
    private final Iterator<Row> rows;
    private @Nullable Row row;
    private @Nullable Row ahead;
    private long patient;

    PatientRows(PopulationPass pass, Iterator<Row> rows) {
        this.pass = pass;
        this.rows = rows;
        this.ahead = rows.hasNext() ? rows.next() : null;
    }

    /** Whether there is another patient, whose rows come next. */
    boolean nextPatient() {
        Row first = ahead;
        if (first == null) {
            return false;
        }
        patient = first.getLong(0);
        return true;
    }

    @Override
    public boolean next() {
        Row next = ahead;
        if (next == null || next.getLong(0) != patient) {
            return false;
        }
        row = next;
        ahead = rows.hasNext() ? rows.next() : null;
        requireSameProducts();
        return true;
    }

    /** Numbers of products mean something only beside the table of products by which they were given. */
    private void requireSameProducts() {
        DrugFacts drug = pass.facts(drug(), marks());
        if (drug.form() != whole(FORM, UNKNOWN) || drug.classes() != whole(CLASSES, 0) || drug.marks() != marks()) {
            throw new IllegalArgumentException(
                    "The dispenses were written by another table of products than that of the class path, or by another build");
        }
    }

    @Override
    public long patient() {
        return patient;
    }

    @Override
    public long dispense() {
        return current().getLong(1);
    }

    @Override
    public int day() {
        return current().getInt(2);
    }

    @Override
    public int lastDay() {
        return whole(3, PLACED);
    }

    @Override
    public int prescriber() {
        return whole(4, UNKNOWN);
    }

    @Override
    public int practice() {
        return whole(5, UNKNOWN);
    }

    @Override
    public int pharmacy() {
        return whole(6, UNKNOWN);
    }

    @Override
    public int drug() {
        return whole(7, UNKNOWN);
    }

    @Override
    public long tabletsMilli() {
        return current().isNullAt(8) ? UNKNOWN : current().getLong(8);
    }

    @Override
    public int supplyDays() {
        return whole(9, UNKNOWN);
    }

    @Override
    public int mmeMilli() {
        return whole(10, UNKNOWN);
    }

    @Override
    public int marks() {
        return whole(11, 0);
    }

    @Override
    public int region() {
        return whole(12, UNKNOWN);
    }

    private int whole(int column, int unknown) {
        return current().isNullAt(column) ? unknown : current().getInt(column);
    }

    private Row current() {
        Row current = row;
        if (current == null) {
            throw new IllegalStateException("No row was asked for yet");
        }
        return current;
    }
}
