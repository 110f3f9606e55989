package io.countersign.server.access.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The credential that a caller shows: the public id of a session or token, a point, and its secret
 * of 32 random bytes. Only the secret's hash is kept.
 *
 * @param id {@code ses_...} or {@code tok_...}
 */
public record BearerToken(String id, String secret) {
  public static final String SESSION = "ses_";
  public static final String TOKEN = "tok_";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile("((?:ses|tok)_[0-9a-f]{20})\\.([A-Za-z0-9_-]{43})");

  /** With a new secret. */
  public static BearerToken issue(String id) {
    var secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new BearerToken(id, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Empty for what isn't one of ours. */
  static Optional<BearerToken> parse(String text) {
    var matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new BearerToken(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  boolean isSession() {
    return id.startsWith(SESSION);
  }

  /** What is kept of it. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As it's handed out, once. */
  public String reveal() {
    return id + "." + secret;
  }

  @Override
  public String toString() {
    return id;
  }
}
