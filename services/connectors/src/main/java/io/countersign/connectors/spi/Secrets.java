package io.countersign.connectors.spi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Secrets by reference: {@code file:PATH} or {@code env:NAME}. A path that begins with {@code ~/}
 * is in the home of whoever runs the server.
 */
public final class Secrets {
  private static final long MAX_BYTES = 16 * 1024;
  private static final String HOME = "~/";

  private Secrets() {}

  /** Whether it's the form of a reference; says nothing about what it refers to. */
  public static boolean isReference(String reference) {
    return reference.matches("file:.+|env:[A-Za-z_][A-Za-z0-9_]*");
  }

  /**
   * The value as it is now: read again at each use, so that a rotated secret is taken up.
   *
   * @return UNAUTHORISED (USER) when it's missing, empty, or can't be read
   */
  public static Outcome<Secret> resolve(String reference) {
    if (!isReference(reference)) {
      return unusable("a secret must be given as file:PATH or env:NAME");
    }
    return reference.startsWith("env:")
        ? usable(reference, System.getenv(reference.substring(4)))
        : file(reference);
  }

  private static Outcome<Secret> file(String reference) {
    try {
      var path = path(reference.substring(5));
      if (Files.size(path) > MAX_BYTES) {
        return unusable(reference + " is longer than " + MAX_BYTES + " bytes");
      }
      return usable(reference, Files.readString(path));
    } catch (IOException | InvalidPathException e) {
      return unusable(reference + " can't be read: " + e.getClass().getSimpleName());
    }
  }

  private static Path path(String text) {
    return text.startsWith(HOME)
        ? Path.of(System.getProperty("user.home"), text.substring(HOME.length()))
        : Path.of(text);
  }

  private static Outcome<Secret> usable(String reference, @Nullable String value) {
    var trimmed = value == null ? "" : value.strip();
    if (trimmed.isEmpty()) {
      return unusable(reference + (value == null ? " is not set" : " is empty"));
    }
    // It would end a header early, and the HTTP client's error would quote it.
    return trimmed.chars().anyMatch(Character::isISOControl)
        ? unusable(reference + " holds control characters")
        : Outcome.ok(new Secret(trimmed));
  }

  private static Outcome<Secret> unusable(String why) {
    return Outcome.failed(FailureCategory.USER, FailureCode.UNAUTHORISED, why);
  }
}
