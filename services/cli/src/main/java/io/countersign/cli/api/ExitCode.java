package io.countersign.cli.api;

/** The exit codes, which scripts rely on. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int REFUSED = 3;
  public static final int CONFLICT = 4;
  public static final int UNREACHABLE = 5;

  private ExitCode() {}

  /** For an HTTP status that isn't a success. */
  public static int of(int status) {
    return switch (status) {
      case 401, 403 -> REFUSED;
      case 409 -> CONFLICT;
      case 502, 503, 504 -> UNREACHABLE;
      default -> FAILED;
    };
  }
}
