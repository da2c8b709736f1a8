package org.painbridge.server.imaging.backtest;

import java.sql.SQLException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.painbridge.imaging.CaseSheet;

/** The orders of a back-test: each case once, and how often it came up in which strata. */
interface Cohort {
    void cases(BiConsumer<Long, CaseSheet> consumer) throws SQLException;

    void groups(Consumer<Group> consumer) throws SQLException;
}
