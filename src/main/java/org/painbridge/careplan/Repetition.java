package org.painbridge.careplan;

/** A second push under a push identifier that was used before. */
public enum Repetition {
    /** Same content: give the first answer again, marked duplicate, and store nothing. */
    DUPLICATE,
    /** Other content: refuse, the identifier names another push. */
    CONFLICT
}
