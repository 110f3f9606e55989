package io.countersign.server.access.scope;

import io.countersign.connectors.settings.Nearest;
import java.util.Collection;

/** The question whether somebody meant another name. */
public final class NearestName {
  private NearestName() {}

  /** A question about the nearest of those that are known; empty where none is near. */
  public static String among(Collection<String> known, String wanted) {
    return among(known, wanted, Math.max(1, wanted.length() / 3));
  }

  /** The same, of those that are as near as that at most. */
  static String among(Collection<String> known, String wanted, int most) {
    return Nearest.among(wanted, known, most).map(it -> " (did you mean " + it + "?)").orElse("");
  }
}
