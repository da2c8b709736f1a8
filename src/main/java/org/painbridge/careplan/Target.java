package org.painbridge.careplan;

/** Where a reference of a push leads. */
public sealed interface Target {
    /** To another member of the same push. */
    record Local(String key) implements Target {}

    /** To something that should be stored already, so that it can be looked up. */
    sealed interface Named extends Target {
        String type();
    }

    /** Named by address: {@code Practitioner/42}. */
    record Literal(String type, String id) implements Named {}

    /** Named by a business identifier, such as a health number or a licence number. */
    record Logical(String type, String system, String value) implements Named {}

    /** To a key that no member has, or to another server. */
    record Dangling() implements Target {}

    /** To somebody only described: a display text, or an identifier without type, system or value. */
    record Described() implements Target {}
}
