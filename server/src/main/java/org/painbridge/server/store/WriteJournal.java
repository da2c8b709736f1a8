package org.painbridge.server.store;

/** The listener that is told last, so that {@link StoreTransaction#changes} are all that there will be. */
public interface WriteJournal extends WriteListener {}
