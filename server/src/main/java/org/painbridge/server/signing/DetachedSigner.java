package org.painbridge.server.signing;

/** Signs with the newest key of this server; the public ones stand at {@code /.well-known/jwks.json}. */
@FunctionalInterface
public interface DetachedSigner {

    /**
     * A compact JWS without its payload (RFC 7515, appendix F): {@code header..signature}. Whoever verifies it puts the base64url
     * of the content between the two dots.
     *
     * @param type of the header, {@code typ}
     */
    String sign(String type, byte[] content);
}
