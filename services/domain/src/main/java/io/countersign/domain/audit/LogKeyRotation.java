package io.countersign.domain.audit;

import java.util.List;

/** The text that the old key signs, so that whoever trusts it may trust the new ones. */
public final class LogKeyRotation {
  private static final String FORM = "countersign-log-key-rotation/1";

  private LogKeyRotation() {}

  public static String statement(String origin, String oldKey, List<String> newKeys) {
    return FORM + "\n" + origin + "\n" + oldKey + "\n" + String.join("\n", newKeys) + "\n";
  }
}
