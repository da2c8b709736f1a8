package org.painbridge.server.dispensing.disclosure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.dispensing.DispenseRow;

/** What may be told of a dispense; only what was asked for is. Neither names nor the health numbers of others are among it. */
enum Field {
    DISPENSE("dispense", "dispense", "délivrance") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("dispense", "MedicationDispense/" + row.id());
        }
    },
    /** The first and the last possible one where the day is not certain. */
    DAY("day", "day", "jour") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("day", row.day().toString());
            if (!row.lastDay().equals(row.day())) {
                line.put("lastDay", row.lastDay().toString());
            }
        }
    },
    DIN("din", "DIN", "DIN") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("din", row.din());
        }
    },
    QUANTITY("quantity", "quantity", "quantité") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("quantity", plain(row.quantity()));
            line.put("unit", row.unit());
        }
    },
    DAYS_SUPPLY("daysSupply", "days' supply", "durée du traitement") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("daysSupply", row.daysSupply());
        }
    },
    /** A number within the package: who had the same dispenses, not who it is. */
    PATIENT("patient", "patient", "patient") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("patient", patient);
        }
    },
    PRESCRIBER("prescriber", "prescriber", "prescripteur") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("prescriber", row.prescriber());
        }
    },
    PHARMACY("pharmacy", "pharmacy", "pharmacie") {
        @Override
        void tell(DispenseRow row, String patient, ObjectNode line) {
            line.put("pharmacy", row.pharmacy());
        }
    };

    /** Where a request names none. */
    static final List<Field> LEAST = List.of(DAY, DIN, QUANTITY, DAYS_SUPPLY);

    private final String code;
    private final BilingualText label;

    Field(String code, String en, String fr) {
        this.code = code;
        this.label = new BilingualText(en, fr);
    }

    /** For reading. */
    BilingualText label() {
        return label;
    }

    String code() {
        return code;
    }

    abstract void tell(DispenseRow row, String patient, ObjectNode line);

    /** Sixty as 60, not as 6E+1. */
    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null || number.scale() >= 0 ? number : number.setScale(0);
    }

    static Optional<Field> of(String code) {
        return Arrays.stream(values()).filter(field -> field.code.equals(code)).findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(Field::code).collect(Collectors.joining(", "));
    }
}
