package io.countersign.domain.access.identity;

import java.util.Locale;

/**
 * An address as those who tell of changes write it: {@code git:alice@example.org}, {@code
 * gitlab:4711}. Personal: it's kept beside the record, never in it. Capitals make no other address.
 *
 * @param value of at most 200 characters, in lower case
 */
public record IdentityAddress(String value) {
  private static final String FORM = "[a-z][a-z0-9._-]{0,31}:[^\\s\\p{Cntrl}]{1,168}";

  public IdentityAddress {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (!value.matches(FORM)) {
      throw new IllegalArgumentException("not SYSTEM:ADDRESS without blanks");
    }
  }

  /** Nothing that prints a command prints an address. */
  @Override
  public String toString() {
    return value.substring(0, value.indexOf(':') + 1) + "...";
  }
}
