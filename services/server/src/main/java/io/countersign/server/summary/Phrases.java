package io.countersign.server.summary;

import io.countersign.domain.RefusalEvent;
import io.countersign.domain.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The phrases that texts of events have in common. */
public final class Phrases {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Phrases() {}

  /** A constant as prose has it: {@code NO_LONGER_NEEDED} is "no longer needed". */
  public static String plain(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** With its day: what is recorded lies ahead by days, or is read years later. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** A number and its thing, in the plural where it has to be: "2 persons". */
  public static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Any of the roles. */
  public static String roles(Collection<Role> roles) {
    return roles.isEmpty()
        ? "no role"
        : roles.stream().sorted().map(Phrases::plain).collect(Collectors.joining(" or "));
  }

  /** A person's reason behind a colon; empty if none was given. */
  public static String reason(String reason) {
    return reason.isBlank() ? "" : ": " + reason;
  }

  public static String refusal(RefusalEvent event) {
    return event.command() + " by " + event.by().value() + " was refused: " + event.code().name();
  }
}
