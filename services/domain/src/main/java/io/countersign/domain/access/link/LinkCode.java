package io.countersign.domain.access.link;

import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The one-time code by which an account is linked: 12 letters and digits, 60 bits, in groups of
 * four. Nothing that prints it prints the code; it's kept as its digest only.
 *
 * @param letters without the dashes, in capitals
 */
public record LinkCode(String letters) {
  /** Without those that look like others. */
  public static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  /** How many letters it has. */
  public static final int LENGTH = 12;

  private static final int GROUP = 4;

  /**
   * @param letters as they were typed: capitals, dashes and blanks don't matter
   * @throws IllegalArgumentException when it can't be a code
   */
  public LinkCode {
    letters = letters.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    if (!letters.matches("[" + ALPHABET + "]{" + LENGTH + "}")) {
      throw new IllegalArgumentException("not a code");
    }
  }

  public Digest digest() {
    return Digest.of(("countersign-link/1:" + letters).getBytes(StandardCharsets.UTF_8));
  }

  /** As it's shown, once. */
  public String reveal() {
    return String.join("-", letters.split("(?<=\\G.{" + GROUP + "})"));
  }

  @Override
  public String toString() {
    return "LinkCode[]";
  }
}
