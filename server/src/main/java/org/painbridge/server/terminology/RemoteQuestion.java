package org.painbridge.server.terminology;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The path of a question to another server, with its parameters. */
record RemoteQuestion(String path) {

    RemoteQuestion with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        return new RemoteQuestion(path + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
