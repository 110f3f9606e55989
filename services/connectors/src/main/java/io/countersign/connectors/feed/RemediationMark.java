package io.countersign.connectors.feed;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds a remediation of ours in the reason that a system kept for us. */
public final class RemediationMark {
  private static final Pattern ID = Pattern.compile("\\brem_[0-9a-f]{16}\\b");

  private RemediationMark() {}

  /** The first remediation's id, or null. */
  public static @Nullable String in(@Nullable String reason) {
    var matcher = ID.matcher(reason == null ? "" : reason);
    return matcher.find() ? matcher.group() : null;
  }
}
