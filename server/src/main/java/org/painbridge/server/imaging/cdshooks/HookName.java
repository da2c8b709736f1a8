package org.painbridge.server.imaging.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The hooks that the service is offered for. */
enum HookName {
    ORDER_SELECT("order-select"),
    ORDER_SIGN("order-sign");

    private final String code;

    HookName(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Optional<HookName> of(String code) {
        return Arrays.stream(values()).filter(hook -> hook.code.equals(code)).findFirst();
    }

    static List<String> codes() {
        return Arrays.stream(values()).map(HookName::code).toList();
    }
}
