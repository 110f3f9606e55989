package io.countersign.server.access.login;

import io.countersign.server.web.problem.RefusedException;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name that a person logs in by, as the directory keeps it. */
public final class LoginName {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

  private LoginName() {}

  public static String of(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws RefusedException for one that nobody may have
   */
  public static String checked(String typed) {
    var name = of(typed);
    if (!FORM.matcher(name).matches()) {
      throw RefusedException.badRequest("/name", "must match " + FORM.pattern());
    }
    return name;
  }
}
