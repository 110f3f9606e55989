package io.countersign.domain.access;

/**
 * The name of a group that policy and grants know it by: lower-case letters, digits and hyphens. It
 * never changes and is never given to another group, whatever people call it; written with a
 * prefix, {@code grp_payments-oncall}.
 */
public record GroupId(String value) {
  private static final String PREFIX = "grp_";

  public GroupId {
    if (!value.matches("grp_[a-z][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException("not a group: " + value);
    }
  }

  /** As people write it, without the prefix. */
  public static GroupId named(String name) {
    return new GroupId(PREFIX + name);
  }

  /** Without the prefix. */
  public String name() {
    return value.substring(PREFIX.length());
  }

  static boolean is(String holder) {
    return holder.startsWith(PREFIX);
  }

  @Override
  public String toString() {
    return value;
  }
}
