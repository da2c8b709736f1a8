package org.painbridge.server.dispensing;

import java.sql.SQLException;
import java.util.List;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * Checks every dispense in the transaction that stores, changes or deletes it, whatever way it came in, and again when
 * the prescription, prescriber, pharmacy or product it refers to arrives or changes.
 */
final class DispenseMonitor implements WriteListener {
    private final DispenseReader reader;
    private final DispenseTable table;
    private final ReferenceTable references = new ReferenceTable();
    private final PatientCheck check;

    DispenseMonitor(DispenseReader reader, DispenseTable table, PatientCheck check) {
        this.reader = reader;
        this.table = table;
        this.check = check;
    }

    PatientCheck check() {
        return check;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        MonitoredWrite write = new MonitoredWrite(transaction, reader, table, references, check.lookBackDays());
        for (Change change : changes) {
            write.add(change);
        }
        check.run(transaction, write);
    }
}
